#include "sqlite/reserved.h"

#include <algorithm>
#include <array>

namespace syncline::sqlite {

namespace {

/// The key words that SQLite does not fall back to reading as a name. Sorted.
constexpr auto words = std::to_array<std::string_view>(
    {"add",        "all",       "alter",   "and",        "as",         "autoincrement",
     "between",    "case",      "cast",    "check",      "collate",    "commit",
     "constraint", "create",    "default", "deferrable", "delete",     "distinct",
     "drop",       "else",      "escape",  "except",     "exists",     "foreign",
     "from",       "group",     "having",  "if",         "in",         "index",
     "insert",     "intersect", "into",    "is",         "isnull",     "join",
     "limit",      "not",       "nothing", "notnull",    "null",       "on",
     "or",         "order",     "primary", "raise",      "references", "returning",
     "select",     "set",       "table",   "then",       "to",         "transaction",
     "union",      "unique",    "update",  "using",      "values",     "when",
     "where"});

}  // namespace

bool is_reserved(std::string_view name) { return std::ranges::binary_search(words, name); }

}  // namespace syncline::sqlite
