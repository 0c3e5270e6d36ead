#include "deploy/notify.h"

#include <fmt/format.h>

#include "base/secret.h"
#include "base/text.h"
#include "deploy/shell_command.h"

namespace syncline {

void notify(const Project& project, const Deployment& deployment,
            const std::function<void(const std::string&)>& tell) {
  ShellCommand command;
  command.folder = project.folder;
  command.timeout = std::chrono::seconds(60);
  command.environment = {{"SYNCLINE_DEPLOYMENT", deployment.id},
                         {"SYNCLINE_ENVIRONMENT", deployment.environment},
                         {"SYNCLINE_STATE", std::string(state_name(deployment.state))}};
  for (const std::string& line : project.deploy.notify) {
    if (command.input.empty()) command.input = write_record(deployment);
    command.line = line;
    const std::string name = "notification " + masked_words(line);
    try {
      const ShellOutcome outcome = run_shell(command);
      if (outcome.good()) continue;
      const std::string_view output = trim(outcome.output);
      tell(fmt::format("{} {}{}{}", name, outcome.problem(), output.empty() ? "" : ": ", output));
    } catch (const Error& error) {
      tell(fmt::format("{}: {}", name, error.what()));
    } catch (const Interrupted&) {
      // The deployment has ended, and its record says how: that stays as it is.
      tell(fmt::format("{} was ended by a signal", name));
      return;
    }
  }
}

}  // namespace syncline
