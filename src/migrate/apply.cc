#include "migrate/apply.h"

#include <fmt/format.h>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "base/interrupt.h"
#include "base/text.h"
#include "migrate/batches.h"
#include "migrate/failure.h"
#include "migrate/journal.h"
#include "migrate/one_transaction.h"
#include "migrate/put_away.h"
#include "migrate/settle.h"
#include "migrate/stopwatch.h"
#include "migrate/units.h"

namespace syncline {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// One call of apply_revisions, with the lock held.
class Run {
 public:
  Run(Session& session, const Dialect& dialect, RunLock& lock, Direction direction,
      const ApplyOptions& options)
      : session_(session),
        dialect_(dialect),
        lock_(lock),
        ledger_(session, dialect),
        journal_(session, dialect, direction, options.applied_by, options.in_step),
        direction_(direction),
        options_(options),
        others_may_write_(dialect.try_lock_sql.empty()) {}

  std::vector<const Revision*> apply(const std::vector<const Revision*>& revisions);

 private:
  bool carry_out_together(const std::vector<const Revision*>& revisions);
  std::unique_ptr<Alongside> take_along(const Revision& revision);

  // An earlier run's remains.
  void resume(const std::vector<const Revision*>& revisions);
  void settle(const Revision& revision);

  bool carry_out(const Revision& revision);
  bool run_unit(const Revision& revision, const Unit& unit, bool first, bool last);
  bool run_together(const Revision& revision, const Unit& unit, bool first);
  bool run_outside(const Revision& revision, const Unit& unit, bool first);
  bool run_batches(const Revision& revision, const Unit& unit, bool first);
  std::vector<std::string> ending(const Revision& revision, bool last);
  bool taken_by_another(const Revision& revision, bool first);
  void announce(const Revision& revision, bool first);
  void begin_along();
  void restore_settings(const std::vector<Section>& sections);

  // What goes wrong.
  [[noreturn]] void fail(const Error& error, const Revision& revision, const Unit* unit,
                         const Statement* statement, const std::string& found = "");
  std::string clear(const Revision& revision, const Statement& statement,
                    const std::string& witness);

  Session& session_;
  const Dialect& dialect_;
  RunLock& lock_;
  Ledger ledger_;
  Journal journal_;
  const Direction direction_;
  const ApplyOptions& options_;
  const bool others_may_write_;        ///< the lock is weak: look again inside each transaction
  std::set<std::string> applied_;      ///< by the ledger, when the run began
  std::optional<Unfinished> begun_;    ///< by an earlier run, and not yet finished
  std::vector<const Revision*> done_;  ///< by this run
  std::size_t number_ = 0, of_ = 0;    ///< of the revision at hand
  Stopwatch stopwatch_;
  std::vector<JournalEntry> entries_;  ///< of the open transaction
  std::string started_at_;             ///< of the revision at hand
  std::unique_ptr<Alongside> along_;   ///< goes with it; null: nothing does
  std::map<const Revision*, std::unique_ptr<Alongside>> asked_;  ///< already
  std::size_t stay_ = 0;  ///< its statements that are committed, also by earlier runs
};

std::vector<const Revision*> Run::apply(const std::vector<const Revision*>& revisions) {
  ledger_.create();
  for (const Applied& applied : ledger_.applied()) applied_.insert(applied.revision);
  resume(revisions);
  std::vector<const Revision*> left;
  for (const Revision* revision : revisions) {
    const bool up = direction_ == Direction::Up;
    const bool there = up ? already_applied(*revision, applied_) : applied_.contains(revision->id);
    if (there != up) left.push_back(revision);
  }
  if (left.empty()) return {};
  lock_.take_lease();
  if (!others_may_write_) journal_.count_from(ledger_.last_numbers());
  of_ = left.size();
  if (options_.together && !begun_ && carry_out_together(left)) return left;
  for (const Revision* revision : left) {
    ++number_;
    lock_.beat();
    if (carry_out(*revision)) done_.push_back(revision);
  }
  return std::move(done_);
}

/// What an earlier run began must be finished first, in the same direction and with the same file.
void Run::resume(const std::vector<const Revision*>& revisions) {
  begun_ = ledger_.unfinished();
  if (!begun_) return;
  const std::size_t fixed = begun_->statements + (begun_->begun ? 1 : 0);
  for (const Revision* revision : revisions) {
    if (revision->id != begun_->revision || begun_->direction != direction_) continue;
    if (checksum_of(sections_of(*revision, direction_), fixed) == begun_->checksum) return;
    throw changed_meanwhile(*begun_, *revision);
  }
  throw left_in_part(*begun_);
}

/// A statement outside a transaction was begun, and its end was not written down: the catalog
/// tells.
void Run::settle(const Revision& revision) {
  const std::vector<Section>& sections = sections_of(revision, direction_);
  const Unit unit = units_of(sections, session_, stay_).front();
  const Statement& statement = *unit.statements.front();
  Aftermath after = session_.aftermath(statement.text, *begun_->begun);
  if (after.verdict == Aftermath::Verdict::Blocked) {
    throw Error(Failure::Refused, after.found)
        .at(statement.place)
        .with_hint("see to it that it goes, then run " + options_.again);
  }
  if (after.verdict == Aftermath::Verdict::Unknown) {
    if (options_.resume == Resume::Refuse) throw cut_off_in(statement, revision, options_.again);
    after.verdict =
        options_.resume == Resume::After ? Aftermath::Verdict::Done : Aftermath::Verdict::Repeat;
    after.found = options_.resume == Resume::After ? "taken as done" : "to be run once more";
  }
  JournalEntry entry = journal_.entry_of(revision, &unit, 0);
  const bool done = after.verdict == Aftermath::Verdict::Done;
  entry.outcome = done ? StatementOutcome::Done : StatementOutcome::Failed;
  const std::string found = put_away(session_, after);
  entry.note = "an earlier run was cut off here" + (found.empty() ? "" : "; " + found);
  if (done) ++stay_;
  begun_ = journal_.unfinished_at(revision, stay_);
  journal_.write({entry}, begun_);
}

/// False: nothing was changed, and they are to be carried out one by one.
bool Run::carry_out_together(const std::vector<const Revision*>& revisions) {
  if (revisions.size() < 2 || !fit_one_transaction(revisions, direction_, session_)) return false;
  for (const Revision* revision : revisions) asked_[revision] = take_along(*revision);
  OneTransaction all(session_, journal_, direction_, options_);
  for (const Revision* revision : revisions) all.add(*revision, asked_[revision].get());
  return all.carry_out(others_may_write_ ? &ledger_ : nullptr);
}

/// Asked once: whoever is asked counts on that the revision comes next.
std::unique_ptr<Alongside> Run::take_along(const Revision& revision) {
  if (const auto asked = asked_.find(&revision); asked != asked_.end()) {
    return std::move(asked->second);
  }
  return options_.alongside ? options_.alongside(revision, direction_) : nullptr;
}

/// False when another process was quicker.
bool Run::carry_out(const Revision& revision) {
  const Clock::time_point start = Clock::now();
  started_at_ = utc_now();
  along_ = take_along(revision);
  const bool goes_on = begun_ && begun_->revision == revision.id;
  stay_ = goes_on ? begun_->statements : 0;
  const std::vector<Section>& sections = sections_of(revision, direction_);
  for (const Statement* setting : settings_before(sections, stay_)) session_.execute(setting->text);
  if (goes_on && begun_->begun) settle(revision);
  const std::vector<Unit> units = units_of(sections, session_, stay_);
  for (const Unit& unit : units) {
    throw_if_interrupted();
    const bool first = &unit == &units.front(), last = &unit == &units.back();
    if (!run_unit(revision, unit, first, last)) return false;
    lock_.beat();
  }
  restore_settings(sections);
  options_.progress({&revision, direction_, number_, of_, true, seconds_since(start)});
  return true;
}

bool Run::run_unit(const Revision& revision, const Unit& unit, bool first, bool last) {
  Undo undo(session_);
  entries_.clear();
  const bool batches = unit.footing == Footing::Batches;
  const bool outside = batches || unit.footing == Footing::Outside;
  const bool ours = batches   ? run_batches(revision, unit, first)
                    : outside ? run_outside(revision, unit, first)
                              : run_together(revision, unit, first);
  if (!ours) return false;
  const std::size_t before = stay_;
  try {
    if (outside) session_.begin_plain();
    if (outside && along_) along_->after_statement(session_);
    if (along_) along_->before_commit();
    if (last && along_) journal_.note(entries_, revision, along_->finish(session_));
    stay_ += unit.statements.size();
    session_.commit_with(ending(revision, last));
  } catch (const Error& error) {
    stay_ = before;
    undo.now();
    if (error.place) throw;
    fail(error, revision, nullptr, nullptr);
  }
  undo.not_needed();
  return true;
}

std::vector<std::string> Run::ending(const Revision& revision, bool last) {
  if (last) {
    const bool was_unfinished = std::exchange(begun_, std::nullopt).has_value();
    return journal_.last(revision, std::move(entries_), started_at_, was_unfinished);
  }
  begun_ = journal_.unfinished_at(revision, stay_);
  return journal_.part(std::move(entries_), *begun_);
}

bool Run::taken_by_another(const Revision& revision, bool first) {
  return first && others_may_write_ && ledger_.has(revision.id) == (direction_ == Direction::Up);
}

void Run::announce(const Revision& revision, bool first) {
  if (first) options_.progress({&revision, direction_, number_, of_, false, 0});
}

/// Where the first statement is in no transaction that is ours to begin.
void Run::begin_along() {
  if (!along_ || stay_ > 0) return;
  session_.begin();
  along_->begin(session_);
  session_.commit();
}

/// Statements in a transaction, which stays open.
bool Run::run_together(const Revision& revision, const Unit& unit, bool first) {
  const auto answered = [&](std::size_t index) {
    entries_.resize(index);  // a lock was missing, and all of it is done again
    entries_.push_back(journal_.entry_of(revision, &unit, index));
    stopwatch_.stop(entries_.back());
  };
  stopwatch_.start();
  bool open = !others_may_write_ && !along_;
  try {
    if (!others_may_write_ && !along_) {
      announce(revision, first);
      std::vector<std::string_view> texts;
      for (const Statement* statement : unit.statements) texts.emplace_back(statement->text);
      session_.begin_with(texts, answered);
      return true;
    }
    unit.footing == Footing::Alone ? session_.begin_plain() : session_.begin();
    if (taken_by_another(revision, first)) return false;
    announce(revision, first);
    if (along_ && stay_ == 0) along_->begin(session_);
    open = true;
    for (std::size_t i = 0; i < unit.statements.size(); ++i) {
      throw_if_interrupted();
      execute_along(session_, along_.get(), unit.statements[i]->text);
      answered(i);
    }
    return true;
  } catch (const Error& error) {
    session_.rollback();
    const std::size_t failed = entries_.size();
    const bool known = open && failed < unit.statements.size();
    fail(error, revision, &unit, known ? unit.statements[failed] : nullptr);
  }
}

/// One statement without a transaction. Its intent is committed before it, so that whoever comes
/// after a crash knows that it may have run.
bool Run::run_outside(const Revision& revision, const Unit& unit, bool first) {
  const Statement& statement = *unit.statements.front();
  if (taken_by_another(revision, first)) return false;
  announce(revision, first);
  begin_along();
  const std::string witness = session_.witness(statement.text);
  JournalEntry intent = journal_.entry_of(revision, &unit, 0);
  intent.outcome = StatementOutcome::Begun;
  intent.note = witness;
  begun_ = journal_.unfinished_at(revision, stay_ + 1);
  begun_->statements = stay_;
  begun_->begun = witness;
  journal_.write({intent}, begun_);
  stopwatch_.start();
  try {
    session_.execute(statement.text);
    entries_.push_back(journal_.entry_of(revision, &unit, 0));
    stopwatch_.stop(entries_.back());
    const Aftermath after = session_.aftermath(statement.text, witness);
    if (after.verdict == Aftermath::Verdict::Blocked) throw Error(Failure::Refused, after.found);
  } catch (const Error& error) {
    fail(error, revision, &unit, &statement, clear(revision, statement, witness));
  }
  return true;
}

/// What ran stays: whoever is cut off begins the statement anew, and it finds the rows that are
/// left.
bool Run::run_batches(const Revision& revision, const Unit& unit, bool first) {
  const Statement& statement = *unit.statements.front();
  if (taken_by_another(revision, first)) return false;
  announce(revision, first);
  begin_along();
  begun_ = journal_.unfinished_at(revision, stay_);
  journal_.write({}, begun_);
  stopwatch_.start();
  try {
    const Batches ran = run_in_batches(session_, statement, [&](const Batches& so_far) {
      lock_.beat();
      options_.progress({&revision, direction_, number_, of_, false, 0, so_far.count, so_far.rows});
    });
    entries_.push_back(journal_.entry_of(revision, &unit, 0));
    entries_.back().note = fmt::format("{} rows in {} batches", ran.rows, ran.count);
    stopwatch_.stop(entries_.back());
  } catch (const Error& error) {
    fail(error, revision, &unit, &statement);
  }
  return true;
}

/// After a failure outside a transaction: what was ours is put away at once. Where even that fails,
/// the intent stays, and the next run does it.
std::string Run::clear(const Revision& revision, const Statement& statement,
                       const std::string& witness) {
  if (!session_.alive()) return "";
  try {
    const Aftermath after = session_.aftermath(statement.text, witness);
    std::string found = put_away(session_, after);
    // It ran, or in half: the intent stays, and the next run takes it from there.
    const bool half = after.verdict == Aftermath::Verdict::Repeat && after.cleanup.empty() &&
                      !after.found.empty();
    if (half || after.verdict == Aftermath::Verdict::Done) return found;
    begun_.reset();
    if (stay_ > 0) begun_ = journal_.unfinished_at(revision, stay_);
    journal_.write({}, begun_);
    if (after.verdict != Aftermath::Verdict::Unknown) return found;
    return "the statement ran outside a transaction, look whether it left something";
  } catch (const Error&) {
    return "what it left is looked for by the next run";
  }
}

void Run::fail(const Error& error, const Revision& revision, const Unit* unit,
               const Statement* statement, const std::string& found) {
  // Of a statement whose intent stays the journal must not say that it failed: it may have run.
  const bool in_doubt = begun_ && begun_->begun;
  const Unit* known = statement && !in_doubt ? unit : nullptr;
  std::size_t index = 0;
  while (known && known->statements[index] != statement) ++index;
  JournalEntry entry = journal_.entry_of(revision, known, index);
  if (known) stopwatch_.stop(entry);
  const bool lost = !session_.alive();
  journal_.write_failure(error.what(), std::move(entry));
  throw explained(error, {revision, direction_, unit, statement, stay_, done_.size(), lost, found,
                          options_.again});
}

/// What a revision sets must not reach the next one: it would run otherwise when it runs alone.
void Run::restore_settings(const std::vector<Section>& sections) {
  if (dialect_.reset_settings_sql.empty() || !changes_settings(sections)) return;
  session_.execute(dialect_.reset_settings_sql);
  session_.set_lock_policy(options_.locks);
}

}  // namespace

std::vector<const Revision*> apply_revisions(Session& session, const Dialect& dialect,
                                             const std::vector<const Revision*>& revisions,
                                             Direction direction, const ApplyOptions& options) {
  if (revisions.empty()) return {};
  require_ways(revisions, direction);
  session.set_lock_policy(options.locks);
  std::optional<RunLock> own;
  RunLock* lock = options.lock;
  if (!lock) {
    const std::string purpose = direction == Direction::Up ? "upgrade" : "downgrade";
    lock = &own.emplace(session, dialect, LockRequest{options.applied_by, purpose});
  }
  return Run(session, dialect, *lock, direction, options).apply(revisions);
}

}  // namespace syncline
