// Several revisions in one transaction: all are there afterwards, or none.
#pragma once

#include <optional>
#include <vector>

#include "migrate/alongside.h"
#include "migrate/apply.h"
#include "migrate/journal.h"
#include "migrate/stopwatch.h"
#include "migrate/units.h"

namespace syncline {

/// Whether each of them is one section inside a transaction, and leaves the session's settings
/// alone.
bool fit_one_transaction(const std::vector<const Revision*>& revisions, Direction direction,
                         const Session& session);

/// For revisions that fit, in their order, with the lock held.
class OneTransaction {
 public:
  OneTransaction(Session& session, Journal& journal, Direction direction,
                 const ApplyOptions& options)
      : session_(session), journal_(journal), direction_(direction), options_(options) {}

  /// `along` may be null; it stays the caller's.
  void add(const Revision& revision, Alongside* along);

  /// `written_by_others`: looked into in the transaction, since others may write into it; null:
  /// nobody may. False when nothing was changed and they must be carried out one by one: another
  /// process was quicker, or one needs what another commits. Throws as apply_revisions() does.
  bool carry_out(Ledger* written_by_others);

 private:
  struct Part {
    const Revision& revision;
    Unit unit;
    Alongside* along;
    std::string started_at = {};
    std::vector<JournalEntry> entries = {};
  };
  bool run_statements(Ledger* written_by_others);
  void send_ahead();
  void run_part(Part& part);
  void answered(Part& part, std::size_t index);
  bool is_as_expected(Ledger& ledger);
  void begin_part();
  [[noreturn]] void fail(const Error& error);

  Session& session_;
  Journal& journal_;
  const Direction direction_;
  const ApplyOptions& options_;
  std::vector<Part> parts_;
  std::size_t at_ = 0;                  ///< the part at hand
  std::optional<std::size_t> running_;  ///< its statement
  std::size_t announced_ = 0;           ///< so many parts
  Stopwatch stopwatch_;
};

}  // namespace syncline
