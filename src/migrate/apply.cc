#include "migrate/apply.h"

#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "base/interrupt.h"
#include "base/text.h"
#include "migrate/lock.h"
#include "migrate/meaning.h"
#include "migrate/units.h"

namespace syncline {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

const std::vector<Section>& sections_of(const Revision& revision, Direction direction) {
  return direction == Direction::Up ? revision.up : revision.down;
}

/// Of the first `count` statements: whoever goes on after them must find them as they were run.
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

void require_downs(const std::vector<const Revision*>& revisions) {
  for (const Revision* revision : revisions) {
    if (revision->has_down) continue;
    throw Error(Failure::Refused,
                fmt::format("revision {} cannot be taken back: its file has no down "
                            "section",
                            revision->id))
        .at({revision->file.string()})
        .with_hint("write a section \"-- syncline: down\", or stop the downgrade at this revision");
  }
}

/// One call of apply_revisions, with the lock held.
class Run {
 public:
  Run(Session& session, const Dialect& dialect, Direction direction, const ApplyOptions& options)
      : session_(session),
        dialect_(dialect),
        ledger_(session, dialect),
        direction_(direction),
        options_(options),
        others_may_write_(dialect.try_lock_sql.empty()) {}

  std::vector<const Revision*> apply(const std::vector<const Revision*>& revisions);

 private:
  void resume(const std::vector<const Revision*>& revisions);
  bool carry_out(const Revision& revision);
  bool done_by_another(const Revision& revision);
  void run_statements(const Revision& revision, const Unit& unit);
  void record(const Revision& revision, bool last);
  void restore_settings(const std::vector<Section>& sections);
  Error explained(const Error& error, const Revision& revision, const Unit* unit,
                  const Statement* statement) const;

  Session& session_;
  const Dialect& dialect_;
  Ledger ledger_;
  const Direction direction_;
  const ApplyOptions& options_;
  const bool others_may_write_;        ///< the lock is weak: look again inside each transaction
  std::set<std::string> applied_;      ///< by the ledger, when the run began
  std::optional<Unfinished> begun_;    ///< by an earlier run, and not yet finished
  std::vector<const Revision*> done_;  ///< by this run
  std::vector<JournalEntry> entries_;  ///< of the open transaction
  std::string started_at_;             ///< of the revision at hand
  std::size_t ran_ = 0;                ///< statements of the revision at hand, also by earlier runs
  std::size_t stay_ = 0;               ///< of these, those that are committed
};

std::vector<const Revision*> Run::apply(const std::vector<const Revision*>& revisions) {
  ledger_.create();
  for (const Applied& applied : ledger_.applied()) applied_.insert(applied.revision);
  resume(revisions);
  for (const Revision* revision : revisions) {
    if (applied_.contains(revision->id) == (direction_ == Direction::Up)) continue;
    if (carry_out(*revision)) done_.push_back(revision);
  }
  return std::move(done_);
}

/// What an earlier run began must be finished first, in the same direction and with the same file.
void Run::resume(const std::vector<const Revision*>& revisions) {
  begun_ = ledger_.unfinished();
  if (!begun_) return;
  const bool up = begun_->direction == Direction::Up;
  const std::string state = fmt::format(
      "revision {} was {} in part: {} of its {} section ran, then it stopped", begun_->revision,
      up ? "applied" : "taken back", count_of(begun_->statements, "statement"), up ? "up" : "down");
  for (const Revision* revision : revisions) {
    if (revision->id != begun_->revision || begun_->direction != direction_) continue;
    if (checksum_of(sections_of(*revision, direction_), begun_->statements) == begun_->checksum)
      return;
    throw Error(Failure::Refused, state + "; since then the text of these statements has changed")
        .at({revision->file.string()})
        .with_hint("put them back as they were and change only what comes after them");
  }
  throw Error(Failure::Refused, state)
      .with_hint(fmt::format("run {} to finish it first: it goes on after these statements",
                             up ? "upgrade" : "downgrade"));
}

/// False when another process was quicker.
bool Run::carry_out(const Revision& revision) {
  const Clock::time_point start = Clock::now();
  started_at_ = utc_now();
  const bool goes_on = begun_ && begun_->revision == revision.id;
  ran_ = stay_ = goes_on ? begun_->statements : 0;
  const std::vector<Section>& sections = sections_of(revision, direction_);
  const std::vector<Unit> units = units_of(sections, session_, ran_);
  for (const Statement* setting : settings_before(sections, ran_)) session_.execute(setting->text);
  for (const Unit& unit : units) {
    throw_if_interrupted();
    try {
      std::unique_ptr<OpenTransaction> transaction;
      if (!unit.outside) transaction = std::make_unique<OpenTransaction>(session_);
      if (&unit == &units.front()) {
        if (done_by_another(revision)) return false;
        options_.progress({&revision, direction_, false, 0});
      }
      run_statements(revision, unit);
      if (unit.outside) transaction = std::make_unique<OpenTransaction>(session_);
      record(revision, &unit == &units.back());
      transaction->commit();
    } catch (const Error& error) {
      if (error.place) throw;
      throw explained(error, revision, nullptr, nullptr);  // a commit, or the ledger
    }
    stay_ = ran_;
  }
  restore_settings(sections);
  options_.progress({&revision, direction_, true, seconds_since(start)});
  return true;
}

bool Run::done_by_another(const Revision& revision) {
  return others_may_write_ && ledger_.has(revision.id) == (direction_ == Direction::Up);
}

void Run::run_statements(const Revision& revision, const Unit& unit) {
  entries_.clear();
  int number = unit.first;
  for (const Statement* statement : unit.statements) {
    throw_if_interrupted();
    const Clock::time_point start = Clock::now();
    const std::string started = utc_now();
    try {
      session_.execute(statement->text);
    } catch (const Error& error) {
      throw explained(error, revision, &unit, statement);
    }
    ++ran_;
    JournalEntry entry;
    entry.revision = revision.id;
    entry.action = action_name(direction_);
    entry.section = unit.section;
    entry.statement = number++;
    entry.sql = statement->text;
    entry.started_at = started;
    entry.finished_at = utc_now();
    entry.milliseconds = seconds_since(start) * 1000;
    entry.applied_by = options_.applied_by;
    entry.tool = tool_name();
    entries_.push_back(std::move(entry));
  }
}

/// Writes into the open transaction what it did.
void Run::record(const Revision& revision, bool last) {
  ledger_.record(entries_);
  if (!last) {
    begun_ = {revision.id, direction_, ran_, checksum_of(sections_of(revision, direction_), ran_)};
    return ledger_.set_unfinished(begun_);
  }
  if (direction_ == Direction::Up) {
    ledger_.add({revision.id, revision.message, revision.file.filename().string(),
                 revision.checksum, meaning_of(revision, dialect_.syntax), "", How::Applied,
                 started_at_, utc_now(), options_.applied_by, tool_name()});
  } else {
    ledger_.remove(revision.id);
  }
  if (std::exchange(begun_, std::nullopt)) ledger_.set_unfinished(std::nullopt);
}

/// What a revision sets must not reach the next one: it would run otherwise when it runs alone.
void Run::restore_settings(const std::vector<Section>& sections) {
  if (dialect_.reset_settings_sql.empty() || !changes_settings(sections)) return;
  session_.execute(dialect_.reset_settings_sql);
  session_.set_lock_policy(options_.locks);
}

/// The server's words with the place in the file, and what stands where.
Error Run::explained(const Error& error, const Revision& revision, const Unit* unit,
                     const Statement* statement) const {
  const Place place =
      statement ? place_in(*statement, error.position) : Place{revision.file.string()};
  Place shown = place;
  shown.file = revision.file.filename().string();
  Error result(error.failure, fmt::format("{}: {}", shown.text(), error.what()));
  result.at(place);
  result.statement = error.statement;
  result.sqlstate = error.sqlstate;
  result.detail = error.detail;
  result.position = error.position;

  const std::string_view done = direction_ == Direction::Up ? "applied" : "taken back";
  std::string hint = error.hint.empty() ? "" : error.hint + "; ";
  if (unit && unit->outside) {
    hint += "the statement ran outside a transaction, look whether it left something; ";
  }
  if (stay_ > 0) {
    hint += fmt::format("revision {} is {} in part ({}): the next run goes on from there",
                        revision.id, done, count_of(stay_, "statement"));
  } else if (!unit || !unit->outside) {
    hint += fmt::format("revision {} was rolled back", revision.id);
  } else {
    hint += fmt::format("revision {} counts as not {}", revision.id, done);
  }
  if (!done_.empty()) {
    hint += fmt::format("; {} before it {} {}", count_of(done_.size(), "revision"),
                        done_.size() == 1 ? "is" : "are", done);
  }
  result.hint = hint;
  return result;
}

}  // namespace

std::vector<const Revision*> apply_revisions(Session& session, const Dialect& dialect,
                                             const std::vector<const Revision*>& revisions,
                                             Direction direction, const ApplyOptions& options) {
  if (revisions.empty()) return {};
  if (direction == Direction::Down) require_downs(revisions);
  session.set_lock_policy(options.locks);
  const RunLock lock(session, dialect, options.waiting);
  return Run(session, dialect, direction, options).apply(revisions);
}

}  // namespace syncline
