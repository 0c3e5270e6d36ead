#include "dialect/run.h"

#include <memory>

namespace syncline {

void run_steps(Session& session, const Steps& steps) {
  std::unique_ptr<OpenTransaction> transaction;
  auto commit = [&] {
    if (transaction) transaction->commit();
    transaction.reset();
  };
  for (const Step& step : steps) {
    if (step.transaction == Transaction::Outside) {
      commit();
    } else if (!transaction) {
      transaction = std::make_unique<OpenTransaction>(session);
    }
    session.execute(step.sql);
    if (step.transaction == Transaction::CommitAfter) commit();
  }
  commit();
}

void run_script(Session& session, const Script& script, const std::string& hint) {
  for (const Statement& statement : script.statements) {
    try {
      session.execute(statement.text);
    } catch (Error& error) {
      if (!error.sqlstate.empty() || session.alive()) error.failure = Failure::Input;
      if (!error.place) error.at(place_in(statement, error.position));
      error.hint = hint;
      throw;
    }
  }
}

}  // namespace syncline
