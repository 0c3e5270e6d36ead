#include "migrate/units.h"

namespace syncline {

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

}  // namespace syncline
