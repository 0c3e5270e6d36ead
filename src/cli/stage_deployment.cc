#include "cli/stage_deployment.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/backup_first.h"
#include "cli/stage_view.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

/// By role: nobody is asked about a database for development; production and whoever has a word of
/// its own are not deployed to by a mere --yes that a script says to everything.
void confirm_stage(const Context& context, const Environment& environment) {
  const bool careful = environment.role == Role::Staging || environment.role == Role::Production;
  if (!careful && environment.confirm.empty()) return;
  const bool needs_word = !environment.confirm.empty();
  const std::string word = needs_word ? environment.confirm : "yes";
  for (const std::string& said : context.arguments().all("--confirm")) {
    if (said == word || said == environment.name) return;
  }
  if (!needs_word && context.yes()) return;
  confirm(fmt::format("Deploy to {} ({})?", environment.name, role_name(environment.role)), word,
          needs_word ? fmt::format("say it with --confirm {}", word) : "say yes with --yes");
}

void ask_each_step(StageEvents& events) {
  events.ask = [](std::string_view name, std::string_view why, const std::string& what) {
    print_aside(fmt::format("\n{}: {}\n  {}\n", painted(Paint::Strong, name), what, why));
    return agrees("Do it?");
  };
}

std::set<std::string> allowed_findings(const Context& context) {
  std::set<std::string> allowed;
  const auto known = allowable_findings();
  for (const std::string& word : context.arguments().list("--allow")) {
    if (std::ranges::find(known, word) == known.end()) {
      throw Error(Failure::Usage, fmt::format("--allow knows no \"{}\" here", word))
          .with_hint(fmt::format("findings are: {}", join({known.begin(), known.end()}, ", ")));
    }
    allowed.insert(word);
  }
  return allowed;
}

}  // namespace

Arguments arguments_for(const Context& context, const std::string& environment) {
  Arguments arguments = context.arguments();
  if (arguments.flag("--url")) {
    throw Error(Failure::Usage, "a deployment goes to an environment, not to a --url")
        .with_hint("write it into syncline.toml");
  }
  arguments.add("--env", environment);
  return arguments;
}

StageRequest stage_request(const Context& context) {
  const Arguments& arguments = context.arguments();
  StageRequest request;
  request.backup = !arguments.flag("--no-backup");
  request.dry_run = arguments.flag("--dry-run");
  request.checked = arguments.flag("--checked");
  request.allow = allowed_findings(context);
  if (const auto wait = arguments.duration("--wait")) request.wait = *wait;
  return request;
}

StageResult deploy_stage(Context& context, StageRequest request, Asking asking,
                         std::optional<Deployment> record) {
  check_no_backup(context);
  const Environment& environment = *context.chosen().environment;
  Migrations migrations(context.project(), context.workshop());
  const StagePlace place{context.project(), environment, migrations,
                         context.chosen(Access::Change).url,
                         [&] { return context.database_to_change(true); }};
  request.earlier = stages_before(context.project(), environment);
  StageView view(environment, context.json());
  StageEvents events;
  view.listen(events);
  events.confirm = [&] { confirm_stage(context, environment); };
  if (asking == Asking::EachStep) ask_each_step(events);
  if (can_ask() && !context.yes()) {
    events.looks_right = [](const std::string& point) {
      return agrees(fmt::format("Look at this: {}\nIs it right?", point));
    };
  }
  const StageResult result = record ? resume_stage(place, request, events, std::move(*record))
                                    : run_stage(place, request, events);
  view.result(result, context.chosen().what);
  return result;
}

}  // namespace syncline
