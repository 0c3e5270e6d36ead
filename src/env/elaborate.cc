#include "env/elaborate.h"

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "env/ground.h"
#include "model/fingerprint.h"
#include "model/snapshot.h"

namespace syncline {

namespace {

constexpr std::string_view catalogs = "catalogs", fingerprints = "fingerprints",
                           grounds = "grounds";

Loaded run(Workshop& workshop, const Recipe& recipe, const std::string& key) {
  workshop.tell(fmt::format("elaborating {}", recipe.what));
  Loaded loaded;
  loaded.what = recipe.what;
  const auto session = workshop.scratch().empty();
  recipe.fill(*session, loaded.notes);
  loaded.catalog = session->read(workshop.scope());
  loaded.ground = ground_of(*session, loaded.catalog, workshop.scope());
  cache_put(catalogs, key, pack_catalog(loaded.catalog));
  if (!loaded.ground.empty()) cache_put(grounds, key, pack_catalog(loaded.ground));
  std::vector<std::string> lines{loaded.fingerprint()};
  lines.insert(lines.end(), loaded.notes.begin(), loaded.notes.end());
  cache_put(fingerprints, key, join(lines, "\n"));
  return loaded;
}

}  // namespace

const std::string& Loaded::fingerprint() const {
  if (known_fingerprint.empty()) known_fingerprint = syncline::fingerprint(catalog);
  return known_fingerprint;
}

Loaded elaborate(Workshop& workshop, const Recipe& recipe) {
  if (!recipe.said.empty()) workshop.tell(recipe.said);
  const std::string key = workshop.key("elaborated", recipe.content);
  const auto record = cache_get(fingerprints, key);
  const auto packed = cache_get(catalogs, key);
  Loaded loaded;
  if (!record || !packed || !unpack_catalog(*packed, loaded.catalog)) {
    return run(workshop, recipe, key);
  }
  if (const auto ground = cache_get(grounds, key)) unpack_catalog(*ground, loaded.ground);
  const auto lines = split(*record, '\n');
  loaded.known_fingerprint = lines.front();
  loaded.notes.assign(lines.begin() + 1, lines.end());
  loaded.what = recipe.what;
  workshop.tell(fmt::format("{}: kept from an earlier run", recipe.what));
  return loaded;
}

std::string elaborated_fingerprint(Workshop& workshop, const Recipe& recipe) {
  const std::string key = workshop.key("elaborated", recipe.content);
  if (const auto record = cache_get(fingerprints, key))
    return record->substr(0, record->find('\n'));
  return run(workshop, recipe, key).fingerprint();
}

}  // namespace syncline
