#include "postgres/extension_names.h"

#include <algorithm>
#include <array>

namespace syncline::postgres {

namespace {

struct Made {
  std::string_view name, extension;
};

/// Types, operator classes and functions that projects use most.
constexpr std::array made{
    Made{"citext", "citext"},
    Made{"hstore", "hstore"},
    Made{"ltree", "ltree"},
    Made{"lquery", "ltree"},
    Made{"cube", "cube"},
    Made{"isbn", "isn"},
    Made{"geometry", "postgis"},
    Made{"geography", "postgis"},
    Made{"raster", "postgis_raster"},
    Made{"vector", "vector"},
    Made{"halfvec", "vector"},
    Made{"sparsevec", "vector"},
    Made{"gin_trgm_ops", "pg_trgm"},
    Made{"gist_trgm_ops", "pg_trgm"},
    Made{"uuid_generate_v1mc", "\"uuid-ossp\""},
    Made{"uuid_generate_v4", "\"uuid-ossp\""},
    Made{"crypt", "pgcrypto"},
    Made{"gen_salt", "pgcrypto"},
    Made{"gen_random_bytes", "pgcrypto"},
    Made{"unaccent", "unaccent"},
    Made{"similarity", "pg_trgm"},
};

bool word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

}  // namespace

std::string_view extension_of(std::string_view message) {
  for (std::size_t at = 0; at < message.size();) {
    const std::size_t start = at;
    while (at < message.size() && word(message[at])) ++at;
    const auto found = std::ranges::find(made, message.substr(start, at - start), &Made::name);
    if (found != made.end()) return found->extension;
    if (at == start) ++at;
  }
  // What holds places is btree_gist's, for whatever plain type it is.
  const bool no_class = message.find("no default operator class") != message.npos &&
                        message.find("\"gist\"") != message.npos;
  return no_class ? "btree_gist" : "";
}

}  // namespace syncline::postgres
