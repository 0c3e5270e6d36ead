#include "migrate/units.h"

#include <algorithm>

#include "base/text.h"

namespace syncline {

namespace {

bool is_setting(const Statement& statement) {
  // The last is how dumps of PostgreSQL set their search_path.
  constexpr std::string_view beginnings[] = {"set ", "reset ", "pragma ",
                                             "select pg_catalog.set_config(", "select set_config("};
  return std::ranges::any_of(beginnings, [&](std::string_view beginning) {
    return starts_with_nocase(statement.text, beginning);
  });
}

}  // namespace

std::vector<Unit> units_of(const std::vector<Section>& sections, const Session& session,
                           std::size_t skip) {
  std::vector<Unit> units;
  int section_number = 0;
  for (const Section& section : sections) {
    ++section_number;
    int statement_number = 0;
    for (const Statement& statement : section.script.statements) {
      ++statement_number;
      if (skip > 0) {
        --skip;
        continue;
      }
      const bool outside =
          section.outside_transaction || session.needs_no_transaction(statement.text);
      const bool joins = !units.empty() && !outside && !units.back().outside &&
                         units.back().section == section_number;
      if (!joins) units.push_back({outside, section_number, statement_number, {}});
      units.back().statements.push_back(&statement);
    }
  }
  if (units.empty()) units.push_back({false, section_number, 1, {}});
  return units;
}

std::vector<const Statement*> settings_before(const std::vector<Section>& sections,
                                              std::size_t count) {
  std::vector<const Statement*> settings;
  for (const Section& section : sections) {
    for (const Statement& statement : section.script.statements) {
      if (count == 0) return settings;
      --count;
      if (is_setting(statement)) settings.push_back(&statement);
    }
  }
  return settings;
}

bool changes_settings(const std::vector<Section>& sections) {
  return std::ranges::any_of(sections, [](const Section& section) {
    return std::ranges::any_of(section.script.statements, is_setting);
  });
}

}  // namespace syncline
