#include "postgres/kinds/sequence_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string_view>

#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

/// "START" of "START WITH 5".
std::string_view first_word(std::string_view clause) { return clause.substr(0, clause.find(' ')); }
std::string last_word(const std::string& clause) { return clause.substr(clause.rfind(' ') + 1); }

/// The clause of this first word, or "".
std::string find_clause(const std::vector<std::string>& clauses, std::string_view word) {
  for (const std::string& clause : clauses) {
    if (first_word(clause) == word) return clause;
  }
  return {};
}

bool descends(const std::vector<std::string>& clauses) {
  return find_clause(clauses, "INCREMENT").find('-') != std::string::npos;
}

std::string default_clause(std::string_view word, const std::vector<std::string>& others) {
  if (word == "MINVALUE" || word == "MAXVALUE" || word == "CYCLE") {
    return "NO " + std::string(word);
  }
  if (word == "INCREMENT") return "INCREMENT BY 1";
  if (word == "CACHE") return "CACHE 1";
  const std::string bound = find_clause(others, descends(others) ? "MAXVALUE" : "MINVALUE");
  if (!bound.empty()) return "START WITH " + last_word(bound);
  return descends(others) ? "START WITH -1" : "START WITH 1";
}

}  // namespace

std::vector<std::string> sequence_clauses(const SequenceRow& row) {
  const auto [lowest, highest] = [&]() -> std::pair<std::int64_t, std::int64_t> {
    if (row.type == "smallint") return {-32768, 32767};
    if (row.type == "integer") return {-2147483648LL, 2147483647LL};
    return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
  }();
  const bool up = row.increment > 0;
  std::vector<std::string> clauses;
  if (row.start != (up ? row.min : row.max)) {
    clauses.push_back(fmt::format("START WITH {}", row.start));
  }
  if (row.increment != 1) clauses.push_back(fmt::format("INCREMENT BY {}", row.increment));
  if (row.min != (up ? 1 : lowest)) clauses.push_back(fmt::format("MINVALUE {}", row.min));
  if (row.max != (up ? highest : -1)) clauses.push_back(fmt::format("MAXVALUE {}", row.max));
  if (row.cache != 1) clauses.push_back(fmt::format("CACHE {}", row.cache));
  if (row.cycle) clauses.push_back("CYCLE");
  return clauses;
}

std::vector<std::string> changed_clauses(const std::vector<std::string>& before,
                                         const std::vector<std::string>& after) {
  std::vector<std::string> changed;
  // Where the direction turns, the defaults of the bounds turn as well: say all of them.
  const bool turns = descends(before) != descends(after);
  for (const char* word : {"START", "INCREMENT", "MINVALUE", "MAXVALUE", "CACHE", "CYCLE"}) {
    const std::string old_clause = find_clause(before, word);
    std::string new_clause = find_clause(after, word);
    const bool bound = std::string_view(word) != "CACHE" && std::string_view(word) != "CYCLE";
    // The default of START hangs on the bounds.
    const bool start_moves = std::string_view(word) == "START" && new_clause.empty() &&
                             default_clause(word, before) != default_clause(word, after);
    if (old_clause == new_clause && !(turns && bound) && !start_moves) continue;
    if (new_clause.empty()) new_clause = default_clause(word, after);
    changed.push_back(std::move(new_clause));
  }
  return changed;
}

std::vector<std::string> usual_sequence_path(const std::string& schema, const std::string& table,
                                             const std::string& column) {
  return {schema, table + "_" + column + "_seq"};
}

std::string counted_on(const std::string& sequence, ObjectId column,
                       const std::vector<std::string>& clauses) {
  if (descends(clauses)) return {};
  std::string start = find_clause(clauses, "START");
  if (start.empty()) start = default_clause("START", clauses);
  return fmt::format("SELECT pg_catalog.setval({}, greatest(max({}) + 1, {}), false) FROM {}",
                     quote_text(sequence), quote_name(column.name()), last_word(start),
                     qualified(column.path()));
}

std::string moved_value(const std::string& sequence, const std::vector<std::string>& before,
                        const std::vector<std::string>& after) {
  const bool down = descends(after);
  const char* word = down ? "MAXVALUE" : "MINVALUE";
  const std::string bound = find_clause(after, word);
  if (bound.empty() || bound == find_clause(before, word)) return {};
  return fmt::format("SELECT pg_catalog.setval({}, {}(last_value, {}), is_called) FROM {}",
                     quote_text(sequence), down ? "least" : "greatest", last_word(bound), sequence);
}

}  // namespace syncline::postgres
