#include "migrate/batches.h"

#include <string>

#include "base/interrupt.h"

namespace syncline {

Batches run_in_batches(Session& session, const Statement& statement,
                       const std::function<void(const Batches&)>& after_each) {
  // The rows themselves tell how many they were, in every dialect. On a line of its own: the
  // statement may end in a comment.
  const std::string counted = statement.text + "\nRETURNING 1 AS touched";
  Batches batches;
  while (true) {
    throw_if_interrupted();
    session.begin_plain();
    std::size_t touched = 0;
    try {
      touched = session.query(counted).rows.size();
      session.commit();
    } catch (Error& error) {
      session.rollback();
      error.statement = statement.text;
      throw;
    } catch (...) {
      session.rollback();
      throw;
    }
    if (touched == 0) return batches;
    ++batches.count;
    batches.rows += touched;
    after_each(batches);
  }
}

}  // namespace syncline
