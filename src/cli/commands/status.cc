#include "env/status.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/deployment_view.h"
#include "cli/last_backups.h"
#include "cli/look_options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/show.h"
#include "cli/table.h"
#include "cli/terminal.h"
#include "migrate/lease.h"

namespace syncline {

namespace {

Data change_data(const std::optional<JournalEntry>& change) {
  if (!change) return {};
  return Data::Record{{"action", change->action},
                      {"revision", Data::text_or_null(change->revision)},
                      {"outcome", outcome_name(change->outcome)},
                      {"at", change->finished_at},
                      {"by", change->applied_by}};
}

std::string state_of(const DeploymentsSeen& seen) {
  return seen.interrupted ? "interrupted" : seen.last.state;
}

Data deployment_data(const std::optional<DeploymentsSeen>& seen) {
  if (!seen) return {};
  return Data::Record{{"deployment", seen->last.deployment},
                      {"command", seen->last.kind},
                      {"state", state_of(*seen)},
                      {"started_at", seen->last.started_at},
                      {"finished_at", Data::text_or_null(seen->last.finished_at)},
                      {"by", seen->last.applied_by}};
}

/// Where the last one is not done; "" else.
std::string deployment_line(const EnvironmentStatus& status) {
  if (!status.deployments) return "";
  const DeploymentRow& last = status.deployments->last;
  const std::string state = state_of(*status.deployments);
  if (state == state_name(DeploymentState::Done)) return "";
  return fmt::format("{}: deployment {} of {}, {}: {}; syncline deploy status --env {}\n",
                     status.name, last.deployment, minute_of(last.started_at), last.applied_by,
                     state, status.name);
}

Data data_of(const EnvironmentStatus& status, const LastBackups& backups) {
  return Data::Record{{"name", status.name},
                      {"role", role_name(status.role)},
                      {"tags", status.tags},
                      {"reachable", status.reachable},
                      {"revision", Data::text_or_null(status.revision)},
                      {"at", status.at},
                      {"pending", status.pending.size()},
                      {"pending_revisions", status.pending},
                      {"drift", drift_name(status.drift)},
                      {"differences", status.differences},
                      {"tables", status.tables ? Data(*status.tables) : Data()},
                      {"last_applied", Data::text_or_null(status.last_applied)},
                      {"last_applied_by", Data::text_or_null(status.last_applied_by)},
                      {"last_change", change_data(status.last_change)},
                      {"last_deployment", deployment_data(status.deployments)},
                      {"last_backup", backups.data(status.name)},
                      {"lease", status.lease ? Data(describe(*status.lease)) : Data()},
                      {"problem", Data::text_or_null(status.problem)},
                      {"hint", Data::text_or_null(status.hint)}};
}

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

/// "2026-11-20 20:45, ann@desk", and what it was, unless revisions were applied.
std::string last_change(const EnvironmentStatus& status) {
  if (!status.last_change) return "-";
  const JournalEntry& change = *status.last_change;
  std::string time = change.finished_at.substr(0, 16);
  std::ranges::replace(time, 'T', ' ');
  return fmt::format("{}, {}{}", time, change.applied_by,
                     change.action == action_name(Direction::Up) ? "" : ", " + change.action);
}

std::string text_of(const std::vector<EnvironmentStatus>& all, const LastBackups& backups) {
  std::vector<TableRow> rows{{"ENVIRONMENT", "ROLE", "REACHABLE", "REVISION", "PENDING", "DRIFT",
                              "TABLES", "LAST BACKUP", "LAST CHANGE"}};
  std::string more;
  for (const EnvironmentStatus& one : all) {
    rows.push_back(
        {one.name, std::string(role_name(one.role)), one.reachable ? "yes" : "no",
         or_dash(join(one.at, ", ")), one.reachable ? std::to_string(one.pending.size()) : "-",
         std::string(drift_name(one.drift)), one.tables ? std::to_string(*one.tables) : "-",
         backups.text(one.name), last_change(one)});
    if (one.lease) more += fmt::format("{}: at it now: {}\n", one.name, describe(*one.lease));
    more += deployment_line(one);
    if (!one.problem.empty()) more += fmt::format("{}: {}\n", one.name, one.problem);
    if (!one.hint.empty()) more += fmt::format("  hint: {}\n", one.hint);
  }
  return table_text(rows) + (more.empty() ? "" : "\n" + more);
}

int run(Context& context) {
  const Project& project = context.project();
  LookRequest request = look_request(context);
  Workshop& workshop = context.workshop();
  ProgressLine progress;
  progress.show(
      fmt::format("looking at {} …", count_of(request.environments.size(), "environment")));
  StatusLook look(project, workshop.dialect(), std::move(request));
  Migrations migrations(project, workshop);
  const std::vector<EnvironmentStatus> all = look.conclude(migrations);
  progress.clear();
  const LastBackups backups(project);
  const bool fine =
      std::all_of(all.begin(), all.end(), [](const EnvironmentStatus& one) { return one.fine(); });
  if (context.json()) {
    Data::List list;
    for (const EnvironmentStatus& one : all) list.push_back(data_of(one, backups));
    print_json(Data::Record{{"fine", fine}, {"environments", std::move(list)}});
  } else if (all.empty()) {
    print("no environments\n");
  } else {
    print(text_of(all, backups));
  }
  for (const EnvironmentStatus& one : all) print_notes(one.notes);
  return fine ? 0 : 1;
}

constexpr Option options[] = {tag_option, timeout_option};

}  // namespace

const CommandSpec status_command = {
    .name = "status",
    .alias = "",
    .group = "Look",
    .summary = "Where every environment stands",
    .about =
        "Looks at all environments at once: which revision each is at, how many it lacks, whether\n"
        "somebody changed its schema by hand (drift), how many tables it has, what changed last "
        "and\n"
        "who is at it now. One that cannot be reached, or does not answer in time, does not hold "
        "up\n"
        "the others. Exit code 1 when one has drift or cannot be looked at.",
    .examples =
        "syncline status\n"
        "syncline status --env production\n"
        "syncline status --tag eu --timeout 5s --json",
    .operands = {},
    .options = options,
    .run = run,
};

}  // namespace syncline
