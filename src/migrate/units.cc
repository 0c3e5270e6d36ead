#include "migrate/units.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"

namespace syncline {

namespace {

bool is_setting(const Statement& statement) {
  // The last is how dumps of PostgreSQL set their search_path.
  constexpr std::string_view beginnings[] = {"set ",
                                             "reset ",
                                             "pragma ",
                                             "attach ",
                                             "detach ",
                                             "select pg_catalog.set_config(",
                                             "select set_config("};
  return std::ranges::any_of(beginnings, [&](std::string_view beginning) {
    return starts_with_nocase(statement.text, beginning);
  });
}

Footing footing_of(const Section& section, const Statement& statement, const Session& session) {
  if (section.in_batches) return Footing::Batches;
  if (session.needs_no_transaction(statement.text)) return Footing::Outside;
  if (!section.outside_transaction) return Footing::Together;
  const bool differs = session.differs_inside_transaction(statement.text);
  return differs ? Footing::Outside : Footing::Alone;
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
      const Footing footing = footing_of(section, statement, session);
      const bool joins = !units.empty() && footing == Footing::Together &&
                         units.back().footing == Footing::Together &&
                         units.back().section == section_number;
      if (!joins) units.push_back({footing, section_number, statement_number, {}});
      units.back().statements.push_back(&statement);
    }
  }
  if (units.empty()) units.push_back({Footing::Together, section_number, 1, {}});
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

const std::vector<Section>& sections_of(const Revision& revision, Direction direction) {
  return direction == Direction::Up ? revision.up : revision.down;
}

bool changes_settings(const std::vector<Section>& sections) {
  return std::ranges::any_of(sections, [](const Section& section) {
    return std::ranges::any_of(section.script.statements, is_setting);
  });
}

std::string checksum_of(const std::vector<Section>& sections, std::size_t count) {
  Hash hash;
  for (const Section& section : sections) {
    for (const Statement& statement : section.script.statements) {
      if (count == 0) return hash.hex();
      hash.add_field(statement.text);
      --count;
    }
  }
  return hash.hex();
}

}  // namespace syncline
