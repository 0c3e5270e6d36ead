// What goes along with the statements of a revision, inside their transactions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/session.h"

namespace syncline {

/// Made for one revision that is carried out. An error of any member fails the revision.
class Alongside {
 public:
  virtual ~Alongside() = default;

  /// In the first transaction, before the first statement. When that stands outside of
  /// transactions, in one of its own, and again when the revision is begun again.
  virtual void begin(Session&) {}
  /// After each statement, in its transaction.
  virtual void after_statement(Session&) {}
  /// A statement failed and was undone, the transaction is open: true when it was carried out in
  /// another way.
  virtual bool rescue(Session&, std::string_view, const Error&) { return false; }
  /// Before every commit: throws when what was done so far must not stay without what comes after.
  virtual void before_commit() {}
  /// In the last transaction, after the last statement. What was done, for the journal.
  virtual std::vector<std::string> finish(Session&) { return {}; }
};

/// A statement in the open transaction, and what goes along with it, which may carry out otherwise
/// what fails. `along` may be null.
void execute_along(Session& session, Alongside* along, const std::string& sql);

}  // namespace syncline
