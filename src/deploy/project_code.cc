#include "deploy/project_code.h"

#include "base/error.h"
#include "base/process.h"
#include "base/text.h"

namespace syncline {

namespace {

Outcome git(const std::filesystem::path& folder, std::vector<std::string> words) {
  Command command;
  command.program = "git";
  command.arguments = {"-C", folder.string()};
  command.arguments.insert(command.arguments.end(), words.begin(), words.end());
  command.timeout = std::chrono::seconds(20);
  return run(command);
}

}  // namespace

std::string project_code(const std::filesystem::path& folder) {
  if (!find_program("git")) return "";
  const Outcome head = git(folder, {"rev-parse", "--verify", "--quiet", "HEAD"});
  if (head.status != 0) return "";
  // What we write ourselves (records, backups) is not tracked, and no change of the code.
  const Outcome changed = git(folder, {"status", "--porcelain", "--untracked-files=no"});
  return std::string(trim(head.output)) + (changed.output.empty() ? "" : "+");
}

}  // namespace syncline
