#include "postgres/reserved.h"

#include <algorithm>
#include <array>

#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

/// What pg_get_keywords() of the servers 13 to 18 gives the code C: quote_name() quotes them, but
/// as names of tables and columns they need it not. Sorted.
constexpr auto usable = std::to_array<std::string_view>(
    {"between",       "bigint",         "bit",           "boolean",        "char",
     "character",     "coalesce",       "dec",           "decimal",        "exists",
     "extract",       "float",          "greatest",      "grouping",       "inout",
     "int",           "integer",        "interval",      "json",           "json_array",
     "json_arrayagg", "json_exists",    "json_object",   "json_objectagg", "json_query",
     "json_scalar",   "json_serialize", "json_table",    "json_value",     "least",
     "merge_action",  "national",       "nchar",         "none",           "normalize",
     "nullif",        "numeric",        "out",           "overlay",        "position",
     "precision",     "real",           "row",           "setof",          "smallint",
     "substring",     "time",           "timestamp",     "treat",          "trim",
     "values",        "varchar",        "xmlattributes", "xmlconcat",      "xmlelement",
     "xmlexists",     "xmlforest",      "xmlnamespaces", "xmlparse",       "xmlpi",
     "xmlroot",       "xmlserialize",   "xmltable"});

}  // namespace

bool is_reserved(std::string_view name) {
  const bool plain =
      !name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
      std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  return plain && quote_name(name) != name && !std::ranges::binary_search(usable, name);
}

}  // namespace syncline::postgres
