#include "migrate/put_away.h"

#include <fmt/format.h>

namespace syncline {

std::string put_away(Session& session, const Aftermath& after) {
  std::string text = after.found;
  for (const std::string& statement : after.cleanup) {
    text += (text.empty() ? "ran: " : "; ran: ") + statement;
    try {
      session.execute(statement);
    } catch (const Error& error) {
      return text + fmt::format(", which failed: {}", error.what());
    }
  }
  return text;
}

}  // namespace syncline
