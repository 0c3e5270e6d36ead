#include "diff/scope.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "base/text.h"

namespace syncline {

namespace {

bool ignored(ObjectId id, const std::vector<std::string>& patterns) {
  if (patterns.empty()) return false;
  std::string with_kind = std::string(id.kind()) + " " + join(id.path(), ".");
  std::string_view without_kind = std::string_view(with_kind).substr(id.kind().size() + 1);
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return glob_match(pattern, with_kind) || glob_match(pattern, without_kind);
  });
}

}  // namespace

bool Scope::covers(const Object& object) const {
  const std::string& own =
      object.text("schema");  // of what stands in a schema but is not named by it
  const std::string& schema = own.empty() ? object.id.path().front() : own;
  bool in_schema = schemas.empty() ||
                   std::any_of(schemas.begin(), schemas.end(),
                               [&](const auto& pattern) { return glob_match(pattern, schema); });
  return in_schema && !ignored(object.id, ignore) && !is_ledger(object);
}

bool Scope::is_ledger(const Object& object) const { return ignored(object.id, ledgers); }

Catalog restricted(Catalog catalog, const Scope& scope) {
  if (scope.empty()) return catalog;
  std::unordered_set<ObjectId> outside;
  for (const Object& object : catalog.objects()) {
    if (!scope.covers(object)) outside.insert(object.id);
  }
  // What stands below an ignored object goes with it, at any depth.
  auto below_outside = [&](const Object& object) {
    for (const Object* at = &object; at; at = catalog.find(at->parent)) {
      if (outside.count(at->id)) return true;
    }
    return false;
  };
  std::vector<Object> kept;
  std::map<std::string, std::vector<std::string>> left_alone;
  for (const Object& object : catalog.objects()) {
    if (!below_outside(object)) {
      kept.push_back(object);
    } else if (outside.count(object.id) && !scope.is_ledger(object)) {
      left_alone["ignored " + std::string(object.id.kind())].push_back(join(object.id.path(), "."));
    }
  }
  std::vector<Unmanaged> unmanaged(catalog.unmanaged().begin(), catalog.unmanaged().end());
  for (auto& [kind, names] : left_alone) unmanaged.push_back({kind, std::move(names)});
  return Catalog(std::move(kept), std::move(unmanaged));
}

}  // namespace syncline
