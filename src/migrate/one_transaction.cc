#include "migrate/one_transaction.h"

#include <algorithm>

#include "base/interrupt.h"
#include "migrate/failure.h"

namespace syncline {

namespace {

/// A new enum value cannot be used before it is committed, and a table that waits for a deferred
/// check cannot be altered. Source: PostgreSQL manual, Appendix A.
bool needs_a_commit_before(const Error& error) {
  return error.sqlstate == "55P04" || error.sqlstate == "55006";
}

double seconds_of(const std::vector<JournalEntry>& entries) {
  double milliseconds = 0;
  for (const JournalEntry& entry : entries) milliseconds += entry.milliseconds;
  return milliseconds / 1000;
}

}  // namespace

bool fit_one_transaction(const std::vector<const Revision*>& revisions, Direction direction,
                         const Session& session) {
  return std::ranges::all_of(revisions, [&](const Revision* revision) {
    const std::vector<Section>& sections = sections_of(*revision, direction);
    const std::vector<Unit> units = units_of(sections, session);
    return units.size() == 1 && units.front().footing == Footing::Together &&
           !changes_settings(sections);
  });
}

void OneTransaction::add(const Revision& revision, Alongside* along) {
  parts_.push_back(
      {revision, units_of(sections_of(revision, direction_), session_).front(), along});
}

bool OneTransaction::carry_out(Ledger* written_by_others) {
  Undo undo(session_);
  try {
    if (!run_statements(written_by_others)) return false;
  } catch (const Error& error) {
    undo.now();
    if (needs_a_commit_before(error)) return false;
    fail(error);
  }
  try {
    std::vector<std::string> rows;
    for (Part& part : parts_) {
      for (std::string& row : journal_.last(part.revision, part.entries, part.started_at, false)) {
        rows.push_back(std::move(row));
      }
    }
    session_.commit_with(rows);
  } catch (const Error& error) {
    undo.now();
    fail(error);
  }
  undo.not_needed();
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    options_.progress({&parts_[i].revision, direction_, i + 1, parts_.size(), true,
                       seconds_of(parts_[i].entries)});
  }
  return true;
}

bool OneTransaction::run_statements(Ledger* written_by_others) {
  const bool any_along =
      std::ranges::any_of(parts_, [](const Part& part) { return part.along != nullptr; });
  if (!written_by_others && !any_along) {
    send_ahead();
    return true;
  }
  session_.begin();
  if (written_by_others && !is_as_expected(*written_by_others)) return false;
  stopwatch_.start();
  for (at_ = 0; at_ < parts_.size(); ++at_) {
    begin_part();
    run_part(parts_[at_]);
  }
  at_ = parts_.size() - 1;  // whatever fails now is about all of them
  return true;
}

void OneTransaction::run_part(Part& part) {
  if (part.along) part.along->begin(session_);
  for (std::size_t i = 0; i < part.unit.statements.size(); ++i) {
    throw_if_interrupted();
    running_ = i;
    execute_along(session_, part.along, part.unit.statements[i]->text);
    answered(part, i);
    running_.reset();
  }
  if (!part.along) return;
  part.along->before_commit();
  journal_.note(part.entries, part.revision, part.along->finish(session_));
}

/// When a lock is missing all of it may be done again.
void OneTransaction::send_ahead() {
  struct Sent {
    std::size_t part, statement;
  };
  std::vector<std::string_view> texts;
  std::vector<Sent> sent;
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    parts_[part].started_at = utc_now();
    const std::vector<const Statement*>& statements = parts_[part].unit.statements;
    for (std::size_t i = 0; i < statements.size(); ++i) {
      sent.push_back({part, i});
      texts.emplace_back(statements[i]->text);
    }
  }
  const auto go_on_at = [&](std::size_t number) {
    at_ = number < sent.size() ? sent[number].part : parts_.size() - 1;
    running_.reset();
    if (number < sent.size()) running_ = sent[number].statement;
    begin_part();
  };
  stopwatch_.start();
  go_on_at(0);
  session_.begin_with(texts, [&](std::size_t number) {
    answered(parts_[sent[number].part], sent[number].statement);
    go_on_at(number + 1);
  });
  running_.reset();
}

void OneTransaction::begin_part() {
  Part& part = parts_[at_];
  if (part.entries.empty()) part.started_at = utc_now();
  if (at_ < announced_) return;
  announced_ = at_ + 1;
  options_.progress({&part.revision, direction_, announced_, parts_.size(), false, 0});
}

void OneTransaction::answered(Part& part, std::size_t index) {
  part.entries.resize(index);
  part.entries.push_back(journal_.entry_of(part.revision, &part.unit, index));
  stopwatch_.stop(part.entries.back());
}

bool OneTransaction::is_as_expected(Ledger& ledger) {
  return std::ranges::none_of(parts_, [&](const Part& part) {
    return ledger.has(part.revision.id) == (direction_ == Direction::Up);
  });
}

void OneTransaction::fail(const Error& error) {
  const Part& part = parts_[at_];
  const Unit* unit = running_ ? &part.unit : nullptr;
  JournalEntry entry = journal_.entry_of(part.revision, unit, running_.value_or(0));
  if (unit) stopwatch_.stop(entry);
  const bool lost = !session_.alive();
  journal_.write_failure(error.what(), std::move(entry));
  const Statement* statement = running_ ? part.unit.statements[*running_] : nullptr;
  throw explained(error,
                  {part.revision, direction_, unit, statement, 0, 0, lost, "", options_.again});
}

}  // namespace syncline
