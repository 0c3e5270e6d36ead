// Health checks: is what was deployed well?
#pragma once

#include <functional>
#include <map>
#include <string>

#include "dialect/session.h"
#include "env/deploy_settings.h"

namespace syncline {

struct HealthResult {
  bool well = false;
  int tries = 0;
  std::string what;    ///< "GET https://…", the command, the query; without secrets
  std::string said;    ///< why not, at the last try: "status 503, 200 expected"
  std::string output;  ///< of a command, or the beginning of the answer's body; without secrets
};

struct HealthRequest {
  std::filesystem::path folder;                    ///< where commands run; .env in it is read
  std::map<std::string, std::string> environment;  ///< of commands
  /// For queries; asked anew at each try; may throw Error(Database).
  std::function<Session&()> session;
  std::function<void(const std::string&)> tell = [](const std::string&) {};  ///< before another try
};

/// Tries as often as the check says. What cannot be reached, a query that fails and a lost
/// connection are results, not errors. Throws Interrupted.
HealthResult check_health(const HealthCheck& check, const HealthRequest& request);

/// "GET https://…", the command, the query; without secrets.
std::string health_check_name(const HealthCheck& check);

}  // namespace syncline
