#include "postgres/kinds/column_type.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace syncline::postgres {

namespace {

/// "numeric(10,2)[]" as its parts: name "numeric", modifiers {10, 2}, array.
struct TypeName {
  std::string name;
  std::vector<int> modifiers;
  bool array = false;
  bool user_made = false;
};

TypeName parse_type(std::string text) {
  TypeName type;
  if (text.ends_with("[]")) {
    type.array = true;
    text.resize(text.size() - 2);
  }
  type.user_made = text.find('.') != std::string::npos;
  const std::size_t open = text.find('('), close = text.find(')');
  if (open != std::string::npos && close != std::string::npos && open < close) {
    for (const std::string& number : split(text.substr(open + 1, close - open - 1), ',')) {
      type.modifiers.push_back(std::atoi(number.c_str()));
    }
    text.erase(open, close - open + 1);
  }
  type.name = text;
  return type;
}

enum class Family { Other, Text, Number, Time, Clock, Json };

struct Known {
  std::string_view name;
  Family family;
  int rank;  ///< within a family: a value always fits into a type of higher rank
};

constexpr auto known_types = std::to_array<Known>({
    {"\"char\"", Family::Text, 0},
    {"name", Family::Text, 1},
    {"character", Family::Text, 2},
    {"character varying", Family::Text, 3},
    {"text", Family::Text, 4},
    {"smallint", Family::Number, 1},
    {"integer", Family::Number, 2},
    {"bigint", Family::Number, 3},
    {"numeric", Family::Number, 4},
    {"real", Family::Number, 5},
    {"double precision", Family::Number, 6},
    {"date", Family::Time, 1},
    {"timestamp without time zone", Family::Time, 2},
    {"timestamp with time zone", Family::Time, 3},
    {"time without time zone", Family::Clock, 1},
    {"time with time zone", Family::Clock, 2},
    {"json", Family::Json, 1},
    {"jsonb", Family::Json, 2},
});

Known known(const TypeName& type) {
  const auto* found = std::find_if(known_types.begin(), known_types.end(),
                                   [&](const Known& entry) { return entry.name == type.name; });
  return found == known_types.end() ? Known{type.name, Family::Other, 0} : *found;
}

/// Whether every value with the old modifiers has the same form with the new ones.
bool modifiers_grow(const TypeName& before, const TypeName& after) {
  if (after.modifiers.empty()) return after.name != "character" && after.name != "bit";
  if (before.modifiers.empty()) return false;
  if (after.name == "numeric") {
    const auto scale = [](const TypeName& type) {
      return type.modifiers.size() > 1 ? type.modifiers[1] : 0;
    };
    return after.modifiers[0] >= before.modifiers[0] && scale(before) == scale(after);
  }
  return after.modifiers[0] >= before.modifiers[0];
}

TypeChange same_name(const TypeName& before, const TypeName& after) {
  const bool grows = modifiers_grow(before, after);
  TypeChange change;
  change.narrows = !grows;
  // Seconds are rounded, never refused; text and numbers that are too long are.
  const Family family = known(after).family;
  change.may_fail = !grows && family != Family::Time && family != Family::Clock;
  // char(n) is padded and bit(n) is exact: their rows are always written anew.
  change.rewrites = !grows || after.name == "character" || after.name == "bit";
  return change;
}

TypeChange within_text(const TypeName& before, const TypeName& after) {
  TypeChange change;
  const bool unlimited =
      after.name == "text" || (after.name == "character varying" && after.modifiers.empty());
  const bool was_varying = before.name == "text" || before.name == "character varying";
  const bool fits = unlimited || (before.name == "character" && after.name == "character varying" &&
                                  modifiers_grow(before, after));
  change.rewrites = !(unlimited && was_varying);
  change.narrows = change.may_fail = !fits;
  return change;
}

TypeChange within_family(const TypeName& before, const TypeName& after) {
  const Known from = known(before), to = known(after);
  if (to.family == Family::Text) return within_text(before, after);
  TypeChange change;
  change.narrows = to.rank < from.rank || !after.modifiers.empty();
  // bigint has more digits than real or double precision keep.
  if (to.family == Family::Number && to.rank >= 5 && from.rank >= 3 && from.rank <= 4) {
    change.narrows = true;
  }
  if (to.family == Family::Number && to.name == "real" && from.rank == 2) change.narrows = true;
  change.may_fail = to.family == Family::Number && change.narrows;
  if (to.family == Family::Json) change.may_fail = to.name == "jsonb";
  return change;
}

/// Casts of the server between families, besides those from text. PostgreSQL manual, "pg_cast".
constexpr auto casts_between = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"integer", "boolean"},
    {"boolean", "integer"},
    {"jsonb", "boolean"},
    {"jsonb", "numeric"},
    {"jsonb", "smallint"},
    {"jsonb", "integer"},
    {"jsonb", "bigint"},
    {"jsonb", "real"},
    {"jsonb", "double precision"},
    {"integer", "oid"},
    {"bigint", "oid"},
    {"oid", "integer"},
    {"oid", "bigint"},
    {"integer", "money"},
    {"bigint", "money"},
    {"numeric", "money"},
    {"money", "numeric"},
    {"integer", "bit"},
    {"bigint", "bit"},
    {"bit", "integer"},
    {"bit", "bigint"},
    {"bit", "bit varying"},
    {"bit varying", "bit"},
    {"inet", "cidr"},
    {"cidr", "inet"},
    {"macaddr", "macaddr8"},
    {"macaddr8", "macaddr"},
    {"interval", "time without time zone"},
    {"timestamp without time zone", "time without time zone"},
    {"timestamp with time zone", "time without time zone"},
    {"timestamp with time zone", "time with time zone"},
    {"time without time zone", "interval"},
});

bool is_family(const Known& left, const Known& right) {
  return left.family != Family::Other && left.family == right.family;
}

/// Whether the server can cast between two arrays, or two that are none, as far as we know.
bool has_cast(const TypeName& from, const TypeName& to) {
  const Known left = known(from), right = known(to);
  return left.family == Family::Text || right.family == Family::Text || is_family(left, right) ||
         std::find(casts_between.begin(), casts_between.end(), std::pair(left.name, right.name)) !=
             casts_between.end();
}

/// How a value that assignment will not convert is converted. The way over text is open for every
/// pair of types; whether it suits the rows is theirs to say.
std::string conversion_to(const TypeName& from, const TypeName& to, const std::string& after) {
  const Known left = known(from), right = known(to);
  const std::string over_text = "text::" + after;
  if (from.array != to.array) {
    const bool direct = left.family == Family::Text || from.user_made || to.user_made;
    return direct ? after : over_text;
  }
  if (has_cast(from, to)) return after;
  // An extension may bring a cast to JSON; what it writes as text is rarely JSON.
  if (from.user_made && right.family == Family::Json) return after;
  if (left.family == Family::Number && to.name == "boolean") return "integer::" + after;
  if (from.name == "boolean" && right.family == Family::Number) return "integer::" + after;
  return over_text;
}

}  // namespace

TypeChange type_change(const std::string& before, const std::string& after) {
  const TypeName from = parse_type(before), to = parse_type(after);
  if (from.array == to.array && from.name == to.name) return same_name(from, to);
  const Known left = known(from), right = known(to);
  if (!from.array && !to.array && is_family(left, right)) {
    return within_family(from, to);
  }
  TypeChange change;
  if (right.family == Family::Text && !to.array) {
    // Anything may be assigned to text; a limit is checked, not cut.
    const bool limited = !to.modifiers.empty() || right.rank < 3;
    change.narrows = change.may_fail = limited;
    return change;
  }
  change.narrows =
      left.family != Family::Text && left.family != Family::Other && right.family != Family::Other;
  change.conversion = conversion_to(from, to, after);
  return change;
}

}  // namespace syncline::postgres
