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

}  // namespace syncline
