#include "backup/rollback.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/backup_first.h"
#include "cli/backup_view.h"
#include "cli/commands/commands.h"
#include "cli/output.h"
#include "cli/restore_run.h"
#include "cli/rollback_view.h"
#include "cli/stage_deployment.h"
#include "cli/terminal.h"
#include "cli/upgrade_run.h"
#include "deploy/deployment_lease.h"
#include "deploy/rolled_back.h"
#include "env/who.h"

namespace syncline {

namespace {

void tell(const std::string& text) { print_aside(fmt::format("syncline: {}\n", text)); }

/// What is known before anything is chosen.
struct Situation {
  ShownRollback shown;
  EnvironmentDeployments deployments;    ///< none for a database that is no environment
  std::vector<std::string> applied;      ///< before
  std::optional<Deployment> deployment;  ///< that goes back: the newest whose application does too
};

EnvironmentDeployments deployments_of(Context& context, const Environment& environment) {
  constexpr std::size_t most = 50;
  LookRequest request;
  request.environments = {&environment};
  request.tell = context.teller();
  DeploymentsLook look = look_at_deployments(context.project(), request, most);
  for (const std::string& problem : look.problems) tell(problem);
  return std::move(look.environments.front());
}

void find_deployment(Context& context, Situation& found, const Environment& environment) {
  std::vector<std::string> stays;
  const RollbackPlan& plan = found.shown.plan;
  for (const std::string& id : found.applied) {
    const bool goes = std::ranges::any_of(
        plan.reverted, [&](const Revision* revision) { return revision->id == id; });
    if (!goes) stays.push_back(id);
  }
  for (Deployment& one : taken_back(found.deployments.deployments, found.applied, stays)) {
    const std::string application =
        context.arguments().flag("--schema-only") ? "" : application_rollback_of(one, environment);
    if (found.deployment && application.empty()) continue;
    found.deployment = std::move(one);
    found.shown.application = application;
    if (!application.empty()) return;
  }
}

void application_alone(Situation& found, const Deployment& deployment,
                       const Environment& environment) {
  found.shown.application_alone = true;
  found.shown.deployment = deployment.id;
  found.shown.application = application_rollback_of(deployment, environment);
  if (found.shown.application.empty()) {
    throw Error(Failure::Refused,
                fmt::format("the last deployment, {}, brought the application alone, and there is "
                            "no command that takes it back",
                            deployment.id))
        .with_hint(
            fmt::format("[environments.{}.deploy] application-rollback names one; the schema "
                        "goes back with --to REV",
                        environment.name));
  }
  found.deployment = deployment;
}

Situation look(Context& context, Migrations& migrations) {
  Situation found;
  const Environment* environment = context.chosen().environment;
  if (environment) found.deployments = deployments_of(context, *environment);
  const auto database = context.database();
  found.shown.database = database->what();
  found.applied = applied_ids(*database);
  RollbackGoal goal;
  goal.target = context.arguments().text("--to");
  const auto last = last_deployment_to_take_back(*database, found.deployments);
  const bool to_last = last && !goal.target;
  if (to_last && last->revisions == 0 && !context.arguments().flag("--schema-only")) {
    application_alone(found, last->deployment, *environment);
    return found;
  }
  if (to_last) {
    goal.last = last->revisions;
    if (goal.last > 0) found.shown.deployment = last->deployment.id;
  }
  found.shown.plan = plan_rollback(migrations, *database, goal, backup_store(context),
                                   backup_subject(context).environment);
  if (environment) find_deployment(context, found, *environment);
  return found;
}

const WayBack& chosen_way(const RollbackPlan& plan, const std::string& name) {
  for (const WayBack& way : plan.ways) {
    if (way.name != name) continue;
    if (way.why_not.empty()) return way;
    throw Error(Failure::Refused, fmt::format("there is no way back by {}: {}", name, way.why_not));
  }
  throw std::logic_error("no way is called " + name);
}

/// One way gone, and what the deployments' records say of it.
class GoingBack {
 public:
  GoingBack(Context& context, Migrations& migrations, Situation& found)
      : context_(context), migrations_(migrations), found_(found) {
    if (found.deployment) record_.emplace(recorded(*found.deployment));
  }

  void application_alone() {
    const Deployment& deployment = *found_.deployment;
    context_.confirm_loss(fmt::format("Take back the application of deployment {} in {}?",
                                      deployment.id, context_.chosen().what));
    first();
    record_->done("of the application alone");
    told(deployment);
  }

  void go(const WayBack& way) {
    if (way.backup) {
      restore(*way.backup);
    } else {
      take_back();
    }
    let_go();
    const auto database = context_.database_to_change();
    const std::vector<std::string> now = applied_ids(*database);
    const std::string how = way.backup ? "by the backup " + way.backup->name() : by_downs();
    for (const Deployment& one : taken_back(found_.deployments.deployments, found_.applied, now)) {
      if (record_ && record_->deployment().id == one.id) {
        record_->done(how);
      } else {
        recorded(one).done(how);
      }
      told(one);
    }
  }

 private:
  RollbackRecord recorded(const Deployment& deployment) {
    return {context_.project(), deployment, [this] { return context_.database_to_change(); }, tell};
  }

  void told(const Deployment& deployment) const {
    if (context_.json()) {
      print_json_line(Data::Record{{"event", "rolled back"}, {"deployment", deployment.id}});
    } else {
      print(fmt::format("deployment {} is rolled back\n", deployment.id));
    }
  }

  std::string by_downs() const {
    return "by the downs: " + count_of(found_.shown.plan.reverted.size(), "revision");
  }

  /// Asked, and nothing done yet: no deployment begins from now on, and the application goes back.
  void first() {
    if (found_.deployments.deployments.empty()) return;
    database_ = context_.database_to_change();
    lease_ = std::make_unique<DeploymentLease>(
        *database_, migrations_.workshop().dialect(),
        LockRequest{who(), "rollback", std::chrono::seconds(60),
                    [](const std::string& holder) { tell("waiting for another run: " + holder); }},
        found_.applied);
    if (!found_.shown.application.empty()) {
      tell("taking back the application: " + found_.shown.application);
      record_->take_back_application(*context_.chosen().environment);
    }
  }

  void let_go() {
    lease_.reset();
    database_.reset();
  }

  void restore(const StoredBackup& backup) {
    RestoreRequest request;
    request.target = backup_subject(context_);
    request.tell = tell;
    run_restore(context_, backup, std::move(request), [&] {
      first();
      begin("by the backup " + backup.name());
      let_go();  // it would be one of the connections that a restore ends
    });
  }

  void take_back() {
    const std::size_t count = found_.shown.plan.reverted.size();
    context_.confirm_loss(
        fmt::format("Take back {} of {}?", count_of(count, "revision"), context_.chosen().what));
    first();
    UpgradeRequest request;
    request.before_change = [&] { begin(by_downs()); };
    const auto target = context_.arguments().text("--to");
    if (!target) request.steps = static_cast<int>(count);
    run_upgrade(context_, migrations_, Direction::Down, target.value_or(""), request, true);
  }

  void begin(const std::string& how) {
    if (record_) record_->begin(how);
  }

  Context& context_;
  Migrations& migrations_;
  Situation& found_;
  std::optional<RollbackRecord> record_;  ///< of found_.deployment
  std::unique_ptr<Database> database_;
  std::unique_ptr<DeploymentLease> lease_;  // the last: it uses the others
};

int run_there(Context& context) {
  check_no_backup(context);
  Migrations migrations(context.project(), context.workshop());
  const auto name = context.arguments().text("--way");
  Situation found = look(context, migrations);
  const RollbackPlan& plan = found.shown.plan;
  const bool anything = found.shown.application_alone || !plan.reverted.empty();
  const bool does_it = name && anything;
  if (!context.json()) {
    print(rollback_text(found.shown));
  } else if (!does_it) {
    print_json(rollback_data(found.shown));
  }
  if (does_it) {
    GoingBack going(context, migrations, found);
    if (found.shown.application_alone) {
      going.application_alone();
    } else {
      going.go(chosen_way(plan, *name));
    }
  } else if (anything && !context.json()) {
    print_aside("nothing was changed; choose a way with --way\n");
  }
  return 0;
}

int run(Context& context) {
  const auto name = context.arguments().text("ENV");
  if (!name) return run_there(context);
  if (context.arguments().flag("--env")) {
    throw Error(Failure::Usage, "say the environment once: rollback ENV, or --env ENV");
  }
  Context there(arguments_for(context, *name));
  return run_there(there);
}

constexpr Operand operands[] = {
    {"ENV", "the environment, in place of --env", false, Completes::Environment}};
constexpr Option options[] = {
    {"--to", "", "REV",
     "the revision to go back to, or base; without it before the last deployment or upgrade"},
    {"--way", "", "WAY", "do it: by the downs of the revisions, or by the backup",
     Completes::Choices, "downs backup"},
    {"--schema-only", "", "", "leave the application as it is"},
    no_backup_option,
    {"--from", "", "FOLDER", "look for backups there, in place of [backup] folder",
     Completes::File},
};

}  // namespace

const CommandSpec rollback_command = {
    .name = "rollback",
    .alias = "",
    .group = "Backups",
    .summary = "Go back to before the last deployment or upgrade",
    .about =
        "Shows the ways back and what each would lose: the downs of the revisions, which give back "
        "what\nwas kept, and the newest backup of that revision. With --way it asks and does it. "
        "The last\ndeployment counts where its revisions are the last that the database has; else "
        "the last run\nof an upgrade. When a deployment brought the application, the environment's "
        "application-rollback\nruns first. The record of a deployment that is taken back says so.",
    .examples =
        "syncline rollback production\n"
        "syncline rollback production --way downs\n"
        "syncline rollback --env staging --to 20241208143000 --way backup",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
