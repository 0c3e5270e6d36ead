#include "faults/history.h"

#include <fmt/format.h>

#include "migrate/history.h"

namespace syncline::testing {

std::string HistoryStatement::label() const {
  return fmt::format("{} {}.{} {}", revision.substr(revision.size() - 2), section, statement,
                     sql.substr(0, sql.find('\n')).substr(0, 60));
}

std::vector<HistoryStatement> statements_of(const std::filesystem::path& migrations,
                                            const Dialect& dialect) {
  std::vector<HistoryStatement> all;
  const History history = History::load(migrations, dialect.syntax);
  for (const Revision& revision : history.revisions()) {
    int section_number = 0;
    for (const Section& section : revision.up) {
      ++section_number;
      int number = 0;
      for (const Statement& statement : section.script.statements) {
        all.push_back({revision.id, section_number, ++number, statement.text,
                       section.outside_transaction, false});
      }
    }
    all.back().last = true;
  }
  return all;
}

std::vector<State> states_between(const std::vector<HistoryStatement>& statements, Session& empty,
                                  const Dialect& dialect) {
  std::vector<State> states = {state_of(empty, dialect)};
  for (const HistoryStatement& one : statements) {
    empty.execute(one.sql);
    states.push_back(state_of(empty, dialect));
  }
  return states;
}

}  // namespace syncline::testing
