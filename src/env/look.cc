#include "env/look.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "env/dialects.h"
#include "env/foreign.h"

namespace syncline {

std::vector<const Environment*> chosen_environments(const Project& project, const std::string& name,
                                                    const std::string& tag) {
  if (!name.empty()) project.environment(name);  // throws when it is unknown
  std::vector<const Environment*> result;
  std::set<std::string> tags;
  for (const Environment& one : project.environments) {
    tags.insert(one.tags.begin(), one.tags.end());
    if (!name.empty() && one.name != name) continue;
    if (!tag.empty() && std::ranges::find(one.tags, tag) == one.tags.end()) continue;
    result.push_back(&one);
  }
  if (!tag.empty() && !tags.contains(tag)) {
    const std::vector<std::string> known(tags.begin(), tags.end());
    throw Error(Failure::Config, fmt::format("no environment has the tag \"{}\"", tag))
        .with_hint(known.empty() ? "write tags = [\"…\"] into [environments.NAME]"
                                 : "tags are: " + join(known, ", "));
  }
  return result;
}

void take_look(Look& look, const Dialect* wanted, std::chrono::seconds timeout,
               const std::function<void(Look&)>& more) {
  try {
    const std::string url = look.project.url_of(look.environment, look.access);
    const Dialect& dialect = dialect_of(std::string_view(url));
    look.url = dialect.display_url(url);
    if (!look.workshop) {
      WorkshopOptions options;
      options.scope = look.project.scope_of(look.environment);
      options.tell = look.tell;
      options.foreign = foreign_reader(look.project, wanted ? *wanted : dialect);
      look.workshop = std::make_shared<Workshop>(wanted ? *wanted : dialect, std::move(options));
    }
    ConnectOptions options;
    options.timeout = timeout;
    options.origin = connect_origin(look.environment, look.access);
    const auto start = std::chrono::steady_clock::now();
    look.database =
        std::make_unique<Database>(*look.workshop, url, "env:" + look.environment.name, options);
    look.connect_milliseconds =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    more(look);
  } catch (const Error& error) {
    look.problem = error;
  } catch (const std::exception& error) {  // Interrupted as well: the caller sees the signal itself
    look.problem = Error(Failure::Database, error.what());
  }
}

std::string problem_text(const Error& error) {
  return error.detail.empty() ? error.what() : fmt::format("{} ({})", error.what(), error.detail);
}

std::string late_text(std::chrono::seconds timeout) {
  return fmt::format("no answer within {} s; a longer time: --timeout {}s", timeout.count(),
                     3 * timeout.count());
}

}  // namespace syncline
