#include "cli/report_document.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/backup_first.h"
#include "cli/deployment_view.h"
#include "cli/show.h"
#include "migrate/lease.h"
#include "plan/script.h"

namespace syncline {

namespace {

constexpr std::size_t most_tables = 50;

std::string size_of(std::int64_t bytes) { return size_text(static_cast<std::uint64_t>(bytes)); }

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

/// Of the last deployment.
std::string state_word(const EnvironmentReport& report) {
  const bool interrupted = report.status.deployments && report.status.deployments->interrupted;
  return interrupted ? "interrupted" : std::string(state_name(report.deployments.front().state));
}

/// Lines of changes_text, without colours and blanks before them.
std::vector<std::string> change_lines(const std::vector<Change>& changes) {
  std::vector<std::string> lines;
  for (const std::string& line : split(trim(changes_text(changes)), '\n')) {
    lines.push_back(line.starts_with("  ") ? line.substr(2) : line);
  }
  return lines;
}

void add_facts(Document& document, const EnvironmentReport& report) {
  const EnvironmentStatus& status = report.status;
  std::vector<TableRow> rows{{"FACT", "VALUE"}};
  if (report.server) {
    rows.push_back({"server", fmt::format("{} {} at {}", report.server->dialect,
                                          report.server->version, report.server->place)});
    rows.push_back({"database", report.server->database});
    if (!report.server->local) {
      rows.push_back({"TLS", report.server->tls.empty() ? "none"
                             : report.server->tls_verified
                                 ? report.server->tls + ", verified"
                                 : report.server->tls + ", not verified"});
    }
  }
  rows.push_back(
      {"at", status.at.empty() && status.reachable ? "base" : or_dash(join(status.at, ", "))});
  if (!status.tags.empty()) rows.push_back({"tags", join(status.tags, ", ")});
  if (status.tables) rows.push_back({"tables", std::to_string(*status.tables)});
  std::int64_t bytes = 0;
  for (const TableSize& one : report.sizes) bytes += one.bytes;
  if (!report.sizes.empty()) rows.push_back({"size of tables", size_of(bytes)});
  if (!status.last_applied.empty()) {
    rows.push_back(
        {"last revision", fmt::format("{}, {}, by {}", status.revision,
                                      minute_of(status.last_applied), status.last_applied_by)});
  }
  rows.push_back({"at it now", status.lease ? describe(*status.lease) : "nobody"});
  document.table(std::move(rows));
}

void add_drift(Document& document, const EnvironmentReport& report, const Dialect& dialect) {
  document.heading(3, "Drift");
  if (!report.drift) return document.judge(false, "it is not known whether there is drift");
  if (report.drift->equal()) {
    return document.judge(true, "the schema is what the applied revisions make");
  }
  document.judge(false,
                 fmt::format("{} from what the applied revisions make",
                             report.drift->changes.size() == 1
                                 ? "1 object differs"
                                 : fmt::format("{} objects differ", report.drift->changes.size())));
  document.list(change_lines(report.drift->changes));
  document.code("To take it back", plan_script(report.revert, dialect, true));
  document.code("To keep it, as a revision of its own", plan_script(report.adopt, dialect, true));
}

void add_pending(Document& document, const EnvironmentReport& report) {
  document.heading(3, "Pending revisions");
  if (report.pending.empty()) return document.judge(true, "none");
  std::vector<TableRow> rows{{"REVISION", "MESSAGE", "STATEMENTS", "HAZARDS"}};
  for (const PendingRevision& one : report.pending) {
    rows.push_back({one.revision->id, one.revision->message, std::to_string(one.statements.size()),
                    or_dash(join(one.hazards, "; "))});
  }
  document.table(std::move(rows));
  for (const PendingRevision& one : report.pending) {
    std::string sql;
    for (const PlannedStatement& statement : one.statements) {
      for (const std::string& comment : statement.comments) sql += fmt::format("-- {}\n", comment);
      sql += statement.sql + ";\n\n";
    }
    document.code(fmt::format("{} {}", one.revision->id, one.revision->message), sql);
  }
}

void add_history(Document& document, const EnvironmentReport& report) {
  document.heading(3, "History");
  if (report.history.empty()) return document.text("No revision is applied.");
  std::vector<TableRow> rows{{"REVISION", "MESSAGE", "HOW", "WHEN", "WHO"}};
  for (const Applied& one : report.history) {
    rows.push_back({one.revision, one.message, std::string(how_name(one.how)),
                    minute_of(one.finished_at), one.applied_by});
  }
  document.table(std::move(rows));
  std::vector<TableRow> failures{{"WHEN", "REVISION", "WHO", "WORDS OF THE SERVER"}};
  for (const JournalEntry& one : report.journal) {
    if (one.outcome != StatementOutcome::Failed) continue;
    failures.push_back({minute_of(one.finished_at), one.revision, one.applied_by, one.note});
  }
  if (failures.size() == 1) return;
  document.heading(3, "What failed lately");
  document.table(std::move(failures));
}

void add_deployments(Document& document, const EnvironmentReport& report) {
  if (report.deployments.empty()) return;
  document.heading(3, "Deployments");
  const Deployment& last = report.deployments.front();
  const std::string words = fmt::format("the last one is {}{}{}", state_word(report),
                                        last.error.empty() ? "" : ": ", last.error);
  document.judge(last.state == DeploymentState::Done, words);
  std::vector<TableRow> rows{{"DEPLOYMENT", "STATE", "REVISIONS", "WHEN", "TOOK", "WHO"}};
  for (const Deployment& one : report.deployments) {
    const bool first = &one == &last;
    rows.push_back({one.id, first ? state_word(report) : std::string(state_name(one.state)),
                    or_dash(join(one.revisions, ", ")), minute_of(one.started_at), time_taken(one),
                    one.by});
  }
  document.table(std::move(rows));
}

void add_sizes(Document& document, const EnvironmentReport& report) {
  if (report.sizes.empty()) return;
  document.heading(3, "Sizes of tables, with their indexes");
  std::vector<TableRow> rows{{"TABLE", "SIZE", "ROWS, ABOUT"}};
  for (const TableSize& one : report.sizes) {
    if (rows.size() > most_tables) break;
    rows.push_back({one.name, size_of(one.bytes), one.rows ? std::to_string(*one.rows) : "-"});
  }
  document.table(std::move(rows));
  if (report.sizes.size() > most_tables) {
    document.text(fmt::format("… and {} smaller ones", report.sizes.size() - most_tables));
  }
}

void add_environment(Document& document, const EnvironmentReport& report, const Dialect& dialect) {
  const EnvironmentStatus& status = report.status;
  document.heading(2, fmt::format("{} ({})", status.name, role_name(status.role)));
  if (!status.problem.empty()) {
    document.judge(false, status.problem);
    if (!status.hint.empty()) document.text("Hint: " + status.hint);
  }
  if (!report.server) return;
  add_facts(document, report);
  add_drift(document, report, dialect);
  add_pending(document, report);
  add_deployments(document, report);
  add_history(document, report);
  add_sizes(document, report);
  if (report.unmanaged.empty()) return;
  document.heading(3, "Not managed");
  document.list(split(trim(unmanaged_text(report.unmanaged)), '\n'));
}

void add_overview(Document& document, const ProjectReport& report) {
  std::vector<TableRow> rows{{"ENVIRONMENT", "ROLE", "REACHABLE", "AT", "PENDING", "DRIFT"}};
  for (const EnvironmentReport& one : report.environments) {
    const EnvironmentStatus& status = one.status;
    rows.push_back({status.name, std::string(role_name(status.role)),
                    status.reachable ? "yes" : "no", or_dash(join(status.at, ", ")),
                    status.reachable ? std::to_string(status.pending.size()) : "-",
                    std::string(drift_name(status.drift))});
  }
  document.table(std::move(rows));
}

void add_models(Document& document, const ProjectReport& report, const Dialect& dialect) {
  document.heading(2, "Models and revisions");
  if (!report.models) return document.judge(false, report.models_problem);
  if (report.models->equal()) return document.judge(true, "the revisions make what the models say");
  document.judge(false, "the models say what no revision makes: syncline generate");
  document.list(change_lines(report.models->changes));
  if (!report.models->before || !report.models->after) return;
  document.code(
      "From the revisions to the models",
      plan_script(make_plan(report.models->before->catalog, report.models->after->catalog, dialect),
                  dialect, true));
}

Data deployments_data(const EnvironmentReport& report) {
  Data::List list;
  for (const Deployment& one : report.deployments) {
    const bool first = list.empty();
    list.push_back(
        deployment_data(one, first ? state_word(report) : std::string(state_name(one.state))));
  }
  return list;
}

Data history_data(const std::vector<Applied>& history) {
  Data::List list;
  for (const Applied& one : history) {
    list.push_back(Data::Record{{"revision", one.revision},
                                {"message", one.message},
                                {"how", how_name(one.how)},
                                {"finished_at", one.finished_at},
                                {"applied_by", one.applied_by}});
  }
  return list;
}

Data pending_data(const std::vector<PendingRevision>& pending) {
  Data::List list;
  for (const PendingRevision& one : pending) {
    Data::List statements;
    for (const PlannedStatement& statement : one.statements) statements.emplace_back(statement.sql);
    list.push_back(Data::Record{{"revision", one.revision->id},
                                {"message", one.revision->message},
                                {"statements", std::move(statements)},
                                {"hazards", one.hazards}});
  }
  return list;
}

Data environment_data(const EnvironmentReport& report) {
  const EnvironmentStatus& status = report.status;
  Data::List sizes;
  for (const TableSize& one : report.sizes) {
    sizes.push_back(Data::Record{
        {"table", one.name}, {"bytes", one.bytes}, {"rows", one.rows ? Data(*one.rows) : Data()}});
  }
  return Data::Record{
      {"name", status.name},
      {"role", role_name(status.role)},
      {"tags", status.tags},
      {"reachable", status.reachable},
      {"problem", Data::text_or_null(status.problem)},
      {"server",
       report.server ? Data(report.server->dialect + " " + report.server->version) : Data()},
      {"at", status.at},
      {"drift", drift_name(status.drift)},
      {"changes", report.drift ? changes_data(report.drift->changes) : Data()},
      {"revert", steps_data(report.revert)},
      {"adopt", steps_data(report.adopt)},
      {"pending", pending_data(report.pending)},
      {"deployments", deployments_data(report)},
      {"history", history_data(report.history)},
      {"tables", std::move(sizes)},
      {"unmanaged", unmanaged_data(report.unmanaged)}};
}

}  // namespace

bool ProjectReport::fine() const {
  return models && models->equal() &&
         std::ranges::all_of(environments,
                             [](const EnvironmentReport& one) { return one.status.fine(); });
}

Document report_document(const ProjectReport& report, const Dialect& dialect) {
  Document document;
  document.title = fmt::format("{}: where its databases stand", report.project);
  document.heading(1, document.title);
  document.text(fmt::format("Written {} UTC.", minute_of(report.written_at)));
  add_overview(document, report);
  add_models(document, report, dialect);
  for (const EnvironmentReport& one : report.environments) add_environment(document, one, dialect);
  return document;
}

Data report_data(const ProjectReport& report) {
  Data::List environments;
  for (const EnvironmentReport& one : report.environments) {
    environments.push_back(environment_data(one));
  }
  return Data::Record{
      {"project", report.project},
      {"written_at", report.written_at},
      {"fine", report.fine()},
      {"models", report.models
                     ? Data(Data::Record{{"equal", report.models->equal()},
                                         {"changes", changes_data(report.models->changes)}})
                     : Data()},
      {"models_problem", Data::text_or_null(report.models_problem)},
      {"environments", std::move(environments)}};
}

}  // namespace syncline
