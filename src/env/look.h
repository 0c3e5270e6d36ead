// Environments looked at all at once: each in a thread, with a workshop and a connection of its
// own.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/crew.h"
#include "base/error.h"
#include "env/database.h"
#include "env/project.h"

namespace syncline {

/// Which environments, and how long all of them together may take.
struct LookRequest {
  std::vector<const Environment*> environments;
  std::chrono::seconds timeout{10};
  bool numbers = false;  ///< of the journal as well
  std::function<void(const std::string&)> tell = [](const std::string&) {};  ///< from any thread
};

/// Those with the name, if it is not empty, and the tag, if it is not empty. Throws Error(Config)
/// for a name or a tag that no environment has.
std::vector<const Environment*> chosen_environments(const Project& project, const std::string& name,
                                                    const std::string& tag);

/// What a job has found. It lives as long as the job or the caller, whoever ends last.
struct Look {
  Project project;  ///< copies: the caller may be gone
  Environment environment;
  Access access = Access::Read;
  std::function<void(const std::string&)> tell = [](const std::string&) {};
  std::shared_ptr<Workshop> workshop;
  std::unique_ptr<Database> database;
  double connect_milliseconds = 0;
  std::string url;  ///< without its secrets, as soon as it is known
  std::optional<Error> problem;
};

/// Connects, then does `more`; what either throws is the look's problem.
void take_look(Look& look, const Dialect* wanted, std::chrono::seconds timeout,
               const std::function<void(Look&)>& more);

/// "cannot connect to … (more words)"
std::string problem_text(const Error& error);
/// What is said of one that was not ready in time.
std::string late_text(std::chrono::seconds timeout);

}  // namespace syncline
