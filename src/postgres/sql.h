// Quoting and naming in PostgreSQL's SQL.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/object.h"

namespace syncline::postgres {

/// "name" quoted where it must be: not lower case, not plain, or a key word that is not
/// "unreserved".
std::string quote_name(std::string_view name);
/// 'text', doubled quotes; E'' only when it holds a backslash.
std::string quote_text(std::string_view text);
/// "schema.name" of a path, each part quoted, all of it or its first `parts`.
std::string qualified(const std::vector<std::string>& path, std::size_t parts = 2);
/// Names quoted and joined by ", ".
std::string quoted_list(const std::vector<std::string>& names);

}  // namespace syncline::postgres
