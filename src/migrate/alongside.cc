#include "migrate/alongside.h"

namespace syncline {

void execute_along(Session& session, Alongside* along, const std::string& sql) {
  if (!along) return session.execute(sql);
  session.execute("SAVEPOINT syncline_along");
  try {
    session.execute(sql);
  } catch (const Error& error) {
    if (!session.alive()) throw;
    session.execute("ROLLBACK TO SAVEPOINT syncline_along");
    if (!along->rescue(session, sql, error)) throw;
  }
  session.execute("RELEASE SAVEPOINT syncline_along");
  along->after_statement(session);
}

}  // namespace syncline
