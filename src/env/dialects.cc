#include "env/dialects.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "postgres/postgres.h"
#include "sqlite/sqlite.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

const std::array<const Dialect*, 2>& dialects() {
  static const std::array<const Dialect*, 2> all{&postgres::dialect(), &sqlite::dialect()};
  return all;
}

/// "postgresql" of "postgresql+asyncpg://…", without upper case.
std::string scheme_of(std::string_view url) {
  const std::size_t colon = url.find(':');
  if (colon == url.npos) return "";
  const std::string_view scheme = url.substr(0, colon);
  return lower(scheme.substr(0, scheme.find('+')));
}

const Dialect* find(std::string_view url) {
  const std::string scheme = scheme_of(url);
  for (const Dialect* dialect : dialects()) {
    const auto& schemes = dialect->url_schemes;
    if (std::find(schemes.begin(), schemes.end(), scheme) != schemes.end()) return dialect;
  }
  for (const Dialect* dialect : dialects()) {
    if (dialect->is_settings && dialect->is_settings(url)) return dialect;
  }
  return nullptr;
}

}  // namespace

bool is_url(std::string_view text) { return find(text) != nullptr; }

const Dialect& dialect_of(std::string_view url) {
  if (const Dialect* dialect = find(url)) return *dialect;
  std::vector<std::string> known;
  for (const Dialect* dialect : dialects()) {
    known.insert(known.end(), dialect->url_schemes.begin(), dialect->url_schemes.end());
  }
  const std::string scheme = scheme_of(url);
  // Text without a scheme may be anything, also a secret: it is not shown.
  const std::string message = scheme.empty() ? std::string("a database url begins with a scheme")
                                             : fmt::format("unknown scheme \"{}\"", scheme);
  throw Error(Failure::Config, message).with_hint("known are: " + join(known, ", "));
}

const Dialect& dialect_named(std::string_view name) {
  for (const Dialect* dialect : dialects()) {
    if (dialect->name == name) return *dialect;
  }
  const std::string near = nearest(name, dialect_names());
  throw Error(Failure::Config, fmt::format("unknown dialect \"{}\"", name))
      .with_hint(near.empty() ? "known are: " + join(dialect_names(), ", ")
                              : fmt::format("did you mean \"{}\"?", near));
}

std::vector<std::string> dialect_names() {
  std::vector<std::string> names;
  for (const Dialect* dialect : dialects()) names.emplace_back(dialect->name);
  return names;
}

std::string resolved_url(const std::string& url, const fs::path& folder) {
  if (find(url) != &sqlite::dialect()) return url;
  const std::size_t colon = url.find(':');
  // "sqlite:///x.db" is a relative path as well: the form of other tools.
  const std::size_t start = url.compare(colon + 1, 3, "///") == 0 ? colon + 4 : colon + 1;
  const fs::path path = url.substr(start);
  if (path.empty() || path.is_absolute() || path.native().front() == ':') return url;
  return url.substr(0, start) + fs::proximate(folder / path).string();
}

}  // namespace syncline
