#include "env/published.h"

#include <chrono>

#include "env/database.h"

namespace syncline {

std::vector<EnvironmentLedger> read_ledgers(const Project& project, Workshop& workshop,
                                            bool development) {
  ConnectOptions options;
  options.timeout = std::chrono::seconds(5);
  options.read_only = true;
  std::vector<EnvironmentLedger> ledgers;
  for (const Environment& environment : project.environments) {
    if ((environment.role == Role::Development) != development) continue;
    EnvironmentLedger ledger;
    ledger.name = environment.name;
    try {
      Database database(workshop, project.url_of(environment), "env:" + environment.name, options);
      for (const Applied& one : database.applied()) ledger.applied.push_back(one.revision);
    } catch (const Error& error) {
      ledger.problem = error.what();
    }
    ledgers.push_back(std::move(ledger));
  }
  return ledgers;
}

}  // namespace syncline
