#include "faults/judge.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace syncline::testing {

namespace {

bool names(const Facts::Entry& entry, const HistoryStatement& statement) {
  return entry.revision == statement.revision && entry.section == statement.section &&
         entry.statement == statement.statement;
}

/// What the journal says: statements that are done, in order and each once; then at most one that
/// was begun and of which nobody knows how it ended.
struct JournalStory {
  std::size_t done = 0;
  bool in_doubt = false;
  std::string problem;
};

JournalStory story_of(const std::vector<Facts::Entry>& journal,
                      const std::vector<HistoryStatement>& statements) {
  JournalStory story;
  for (const Facts::Entry& entry : journal) {
    const bool failed = entry.outcome == "failed";
    if (story.done < statements.size()) {
      const HistoryStatement& next = statements[story.done];
      if (names(entry, next)) story.in_doubt = entry.outcome == "begun";
      if (names(entry, next) && entry.outcome == "done") ++story.done;
      // A later one of the same transaction, or what ends it, may fail as well.
      if (names(entry, next) || (failed && entry.revision == next.revision)) continue;
    }
    // What comes behind a revision may fail: settings that are put back.
    if (failed && entry.statement == 0 && story.done > 0 &&
        entry.revision == statements[story.done - 1].revision) {
      continue;
    }
    story.problem +=
        fmt::format("  the journal has {} {}.{} as {}, where {} should be next\n", entry.revision,
                    entry.section, entry.statement, entry.outcome,
                    story.done < statements.size() ? statements[story.done].label() : "nothing");
  }
  return story;
}

std::string schema_problem(State actual, const JournalStory& story, const Reference& reference) {
  State expected = reference.states[story.done];
  std::string found = difference(expected, actual);
  if (found.empty()) return "";
  if (story.in_doubt) {
    if (difference(reference.states[story.done + 1], actual).empty()) return "";
    leave_out_invalid(expected, actual);
    if (difference(expected, actual).empty()) return "";
  }
  const bool next = story.done + 1 < reference.states.size() &&
                    difference(reference.states[story.done + 1], actual).empty();
  const std::string hint = next ? fmt::format("  ({} has run, and the journal does not know)\n",
                                              reference.statements[story.done].label())
                                : "";
  return fmt::format("  by the journal {} statements are done{}, but the schema differs:\n{}{}",
                     story.done, story.in_doubt ? " and one is in doubt" : "", found, hint);
}

/// The revisions that the first `done` statements finish.
std::vector<std::string> finished_by(std::size_t done,
                                     const std::vector<HistoryStatement>& statements) {
  std::vector<std::string> finished;
  for (std::size_t i = 0; i < done; ++i) {
    if (statements[i].last) finished.push_back(statements[i].revision);
  }
  return finished;
}

std::string mark_problem(const std::string& mark, bool in_part, std::size_t done_of_it,
                         const std::string& revision) {
  if (!in_part) return mark.empty() ? "" : "  nothing is begun, but the mark says: " + mark + "\n";
  const std::string expected = fmt::format("up {} {} ", revision, done_of_it);
  if (mark.starts_with(expected)) return "";
  return fmt::format("  the mark of what is begun should be \"{}…\" and is \"{}\"\n", expected,
                     mark);
}

}  // namespace

Facts facts_of(Session& session, const Dialect& dialect) {
  Facts facts;
  const std::string prefix(dialect.ledger_prefix);
  if (session.query(dialect.table_exists_sql, {prefix + "state"}).empty()) return facts;
  for (const auto& row :
       session.query("SELECT revision FROM " + prefix + "revisions ORDER BY position").rows) {
    facts.revisions.push_back(*row[0]);
  }
  const Rows journal = session.query("SELECT * FROM " + prefix + "journal ORDER BY entry");
  const bool outcomes = std::ranges::find(journal.columns, "outcome") != journal.columns.end();
  for (std::size_t row = 0; row < journal.rows.size(); ++row) {
    const auto text = [&](const char* column) { return journal.text(row, column); };
    facts.journal.push_back({text("revision"), outcomes ? text("outcome") : "done",
                             std::stoi(text("section")), std::stoi(text("statement"))});
  }
  const Rows mark =
      session.query("SELECT value FROM " + prefix + "state WHERE name = 'unfinished'");
  if (!mark.empty()) facts.unfinished = mark.text(0, "value");
  return facts;
}

Standing standing_of(Session& session, const Reference& reference) {
  const Facts facts = facts_of(session, *reference.dialect);
  const auto& statements = reference.statements;
  const JournalStory story = story_of(facts.journal, statements);
  Standing standing{facts.revisions.size(), story.done, false, story.problem};
  standing.problem += schema_problem(state_of(session, *reference.dialect), story, reference);

  const std::vector<std::string> finished = finished_by(story.done, statements);
  if (facts.revisions != finished) {
    standing.problem +=
        fmt::format("  by the journal {} revisions are applied, in the ledger are {}: {}\n",
                    finished.size(), facts.revisions.size(), join(facts.revisions, " "));
  }
  std::size_t done_of_it = 0;
  for (std::size_t i = story.done; i > 0 && !statements[i - 1].last; --i) ++done_of_it;
  standing.in_part = done_of_it > 0 || story.in_doubt;
  if (standing.in_part) {
    standing.problem +=
        mark_problem(facts.unfinished, true, done_of_it, statements[story.done].revision);
  } else if (facts.unfinished.find(" 0 ") == std::string::npos) {
    standing.problem += mark_problem(facts.unfinished, false, 0, "");
  }
  return standing;
}

}  // namespace syncline::testing
