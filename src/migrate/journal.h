// What a run writes down about itself: in the transaction of what it records, or in one of its own.
#pragma once

#include <string>
#include <vector>

#include "migrate/ledger.h"
#include "migrate/units.h"

namespace syncline {

class Journal {
 public:
  /// `in_step`: statements that follow each change of the ledger's revisions.
  Journal(Session& session, const Dialect& dialect, Direction direction, std::string applied_by,
          std::vector<std::string> in_step = {})
      : session_(session),
        dialect_(dialect),
        sql_(dialect),
        direction_(direction),
        applied_by_(std::move(applied_by)),
        in_step_(std::move(in_step)) {}

  /// From now on nobody else writes into the ledger: rows are numbered here, not by the server.
  void count_from(const Ledger::Numbers& last) { numbers_ = last; }

  /// Of the unit's statement `index`, without its times; of null the commit of the revision.
  JournalEntry entry_of(const Revision& revision, const Unit* unit, std::size_t index) const;
  Unfinished unfinished_at(const Revision& revision, std::size_t statements) const;

  /// What was done along with a revision, after its statements.
  void note(std::vector<JournalEntry>& entries, const Revision& revision,
            std::vector<std::string> done) const;

  /// What goes into the open transaction of a revision's last unit, and of one before it.
  std::vector<std::string> last(const Revision& revision, std::vector<JournalEntry> entries,
                                const std::string& started_at, bool was_unfinished);
  std::vector<std::string> part(std::vector<JournalEntry> entries, const Unfinished& unfinished);

  /// In a transaction of its own.
  void write(std::vector<JournalEntry> entries, const std::optional<Unfinished>& unfinished);
  /// The same for what failed. That it cannot be written is no error: it is the same database that
  /// has just refused something else, and the error itself still tells.
  void write_failure(const std::string& why, JournalEntry entry) noexcept;

 private:
  std::vector<std::string> numbered(std::vector<JournalEntry> entries);
  void commit(const std::vector<std::string>& statements);

  Session& session_;
  const Dialect& dialect_;
  LedgerSql sql_;
  const Direction direction_;
  const std::string applied_by_;
  const std::vector<std::string> in_step_;
  std::optional<Ledger::Numbers> numbers_;
  bool begun_ = false;  ///< this run has applied a revision
};

/// Rolls back what is open, unless it was committed.
class Undo {
 public:
  explicit Undo(Session& session) : session_(&session) {}
  ~Undo() { now(); }
  Undo(const Undo&) = delete;
  Undo& operator=(const Undo&) = delete;
  void now() {
    if (session_) std::exchange(session_, nullptr)->rollback();
  }
  void not_needed() { session_ = nullptr; }

 private:
  Session* session_;
};

}  // namespace syncline
