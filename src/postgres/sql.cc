#include "postgres/sql.h"

#include <algorithm>
#include <array>

namespace syncline::postgres {

namespace {

// Every key word that pg_get_keywords() of the servers 13 to 18 does not call "unreserved"; sorted.
constexpr auto reserved_words = std::to_array<std::string_view>({"all",
                                                                 "analyse",
                                                                 "analyze",
                                                                 "and",
                                                                 "any",
                                                                 "array",
                                                                 "as",
                                                                 "asc",
                                                                 "asymmetric",
                                                                 "authorization",
                                                                 "between",
                                                                 "bigint",
                                                                 "binary",
                                                                 "bit",
                                                                 "boolean",
                                                                 "both",
                                                                 "case",
                                                                 "cast",
                                                                 "char",
                                                                 "character",
                                                                 "check",
                                                                 "coalesce",
                                                                 "collate",
                                                                 "collation",
                                                                 "column",
                                                                 "concurrently",
                                                                 "constraint",
                                                                 "create",
                                                                 "cross",
                                                                 "current_catalog",
                                                                 "current_date",
                                                                 "current_role",
                                                                 "current_schema",
                                                                 "current_time",
                                                                 "current_timestamp",
                                                                 "current_user",
                                                                 "dec",
                                                                 "decimal",
                                                                 "default",
                                                                 "deferrable",
                                                                 "desc",
                                                                 "distinct",
                                                                 "do",
                                                                 "else",
                                                                 "end",
                                                                 "except",
                                                                 "exists",
                                                                 "extract",
                                                                 "false",
                                                                 "fetch",
                                                                 "float",
                                                                 "for",
                                                                 "foreign",
                                                                 "freeze",
                                                                 "from",
                                                                 "full",
                                                                 "grant",
                                                                 "greatest",
                                                                 "group",
                                                                 "grouping",
                                                                 "having",
                                                                 "ilike",
                                                                 "in",
                                                                 "initially",
                                                                 "inner",
                                                                 "inout",
                                                                 "int",
                                                                 "integer",
                                                                 "intersect",
                                                                 "interval",
                                                                 "into",
                                                                 "is",
                                                                 "isnull",
                                                                 "join",
                                                                 "json",
                                                                 "json_array",
                                                                 "json_arrayagg",
                                                                 "json_exists",
                                                                 "json_object",
                                                                 "json_objectagg",
                                                                 "json_query",
                                                                 "json_scalar",
                                                                 "json_serialize",
                                                                 "json_table",
                                                                 "json_value",
                                                                 "lateral",
                                                                 "leading",
                                                                 "least",
                                                                 "left",
                                                                 "like",
                                                                 "limit",
                                                                 "localtime",
                                                                 "localtimestamp",
                                                                 "merge_action",
                                                                 "national",
                                                                 "natural",
                                                                 "nchar",
                                                                 "none",
                                                                 "normalize",
                                                                 "not",
                                                                 "notnull",
                                                                 "null",
                                                                 "nullif",
                                                                 "numeric",
                                                                 "offset",
                                                                 "on",
                                                                 "only",
                                                                 "or",
                                                                 "order",
                                                                 "out",
                                                                 "outer",
                                                                 "overlaps",
                                                                 "overlay",
                                                                 "placing",
                                                                 "position",
                                                                 "precision",
                                                                 "primary",
                                                                 "real",
                                                                 "references",
                                                                 "returning",
                                                                 "right",
                                                                 "row",
                                                                 "select",
                                                                 "session_user",
                                                                 "setof",
                                                                 "similar",
                                                                 "smallint",
                                                                 "some",
                                                                 "substring",
                                                                 "symmetric",
                                                                 "system_user",
                                                                 "table",
                                                                 "tablesample",
                                                                 "then",
                                                                 "time",
                                                                 "timestamp",
                                                                 "to",
                                                                 "trailing",
                                                                 "treat",
                                                                 "trim",
                                                                 "true",
                                                                 "union",
                                                                 "unique",
                                                                 "user",
                                                                 "using",
                                                                 "values",
                                                                 "varchar",
                                                                 "variadic",
                                                                 "verbose",
                                                                 "when",
                                                                 "where",
                                                                 "window",
                                                                 "with",
                                                                 "xmlattributes",
                                                                 "xmlconcat",
                                                                 "xmlelement",
                                                                 "xmlexists",
                                                                 "xmlforest",
                                                                 "xmlnamespaces",
                                                                 "xmlparse",
                                                                 "xmlpi",
                                                                 "xmlroot",
                                                                 "xmlserialize",
                                                                 "xmltable"});

bool plain_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !name.empty() && letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || digit(c); }) &&
         !std::binary_search(reserved_words.begin(), reserved_words.end(), name);
}

/// `text` with every `mark` in it doubled.
std::string doubled(std::string_view text, char mark) {
  std::string out;
  out.reserve(text.size() + 2);
  for (const char c : text) {
    if (c == mark) out += c;
    out += c;
  }
  return out;
}

}  // namespace

std::string quote_name(std::string_view name) {
  if (plain_name(name)) return std::string(name);
  return '"' + doubled(name, '"') + '"';
}

std::string quote_text(std::string_view text) {
  const std::string quoted = '\'' + doubled(text, '\'') + '\'';
  if (text.find('\\') == std::string_view::npos) return quoted;
  return 'E' + doubled(quoted, '\\');
}

std::string qualified(const std::vector<std::string>& path, std::size_t parts) {
  std::string out;
  for (std::size_t i = 0; i < std::min(parts, path.size()); ++i) {
    if (i) out += '.';
    out += quote_name(path[i]);
  }
  return out;
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) {
    if (!out.empty()) out += ", ";
    out += quote_name(name);
  }
  return out;
}

}  // namespace syncline::postgres
