#include "deploy/stage_steps.h"

#include <fmt/format.h>

#include <algorithm>

#include "backup/keep.h"
#include "base/secret.h"
#include "base/size.h"
#include "base/text.h"
#include "deploy/health.h"
#include "deploy/rolled_back.h"
#include "deploy/stage_run.h"
#include "env/check.h"

namespace syncline {

namespace {

using Items = std::vector<std::string>;

// Backup.

Items backups(const StageRun& run) {
  if (run.record().revisions.empty() || !run.backs_up()) return {};
  return {"of the database as it is before"};
}

StepState make_backup_step(StageRun& run, std::size_t, RecordedStep& step) {
  const StagePlace& place = run.place();
  BackupRequest request;
  request.folder = backup_folder(&place.project);
  request.reason = run.record().kind;
  request.note = "before deployment " + run.record().id;
  run.events().saving(request);
  const StoredBackup made =
      make_backup(place.migrations.workshop(),
                  {place.url, "env:" + place.environment.name, place.environment.name}, request);
  run.record().backup = made.name();
  const auto rows = static_cast<std::size_t>(made.manifest.row_count());
  step.lines.push_back(fmt::format("{}: {}, {}", made.name(), count_of(rows, "row"),
                                   size_text(made.manifest.bytes())));
  return StepState::Done;
}

// Hooks, the application, tests: lines of the shell.

Items hooks_before(const StageRun& run) { return run.settings().before; }
Items hooks_after(const StageRun& run) { return run.settings().after; }
Items tests(const StageRun& run) { return run.settings().tests; }

Items application(const StageRun& run) {
  if (!run.request().application || run.settings().application.empty()) return {};
  return {run.settings().application};
}

StepState run_item(StageRun& run, std::size_t, RecordedStep& step) {
  run_line(run, step.what, step);
  return StepState::Done;
}

// The schema.

Items schema(const StageRun& run) {
  if (run.record().revisions.empty()) return {};
  return {join(run.record().revisions, ", ")};
}

void listen(StageRun& run, UpgradeRequest& request, Keeper& keeper, RecordedStep& step) {
  request.wait = run.request().wait;
  request.resume = run.request().resume;
  request.together = true;  // as before, or changed completely
  request.allow_drift = run.request().allow.contains("drift");
  request.again = "syncline deploy resume --env " + run.place().environment.name;
  request.alongside = [&keeper](const Revision& revision, Direction way) {
    return keeper.along(revision, way);
  };
  run.events().upgrading(request);
  request.progress = [&step, shown = request.progress](const Progress& at) {
    shown(at);
    if (!at.finished) return;
    step.lines.push_back(fmt::format("{} {} ({:.2f} s)",
                                     at.direction == Direction::Up ? "applied" : "took back",
                                     at.revision->id, at.seconds));
  };
}

void apply_what_is_missing(StageRun& run, RecordedStep& step) {
  Database& database = run.database();
  const auto note = [&step](const std::string& text) { step.lines.push_back(text); };
  Keeper keeper(run.place().migrations, database, run.place().environment.keep_dropped, note);
  UpgradeRequest request;
  listen(run, request, keeper, step);
  database.forget();
  RevisionSet wanted = database.applied_set();
  wanted.insert(run.record().revisions.begin(), run.record().revisions.end());
  const UpgradeReport report = upgrade_to(run.place().migrations, database, wanted, request);
  std::ranges::for_each(report.notes, note);
}

/// A connection that is lost loses no revision: each is there, or is not. So it goes on.
StepState change_schema(StageRun& run, std::size_t, RecordedStep& step) {
  constexpr int attempts = 3;
  for (int attempt = 1;; ++attempt) {
    Database& database = run.database();
    try {
      apply_what_is_missing(run, step);
      return StepState::Done;
    } catch (const Error& error) {
      if (attempt == attempts || database.session().alive()) throw;
      step.lines.push_back(fmt::format("the connection was lost: {}", error.what()));
      run.events().tell("the connection was lost; going on from where the ledger is");
    }
  }
}

// Is it what it shall be?

Items verification(const StageRun&) { return {"of the schema"}; }

StepState verify(StageRun& run, std::size_t, RecordedStep& step) {
  Database& database = run.database();
  Migrations& migrations = run.place().migrations;
  database.forget();
  const RevisionSet applied = database.applied_set();
  for (const std::string& id : run.record().revisions) {
    if (applied.contains(id)) continue;
    throw Error(Failure::Refused, fmt::format("revision {} is not applied any more: somebody has "
                                              "taken it back meanwhile",
                                              id));
  }
  run.record().fingerprint = database.fingerprint();
  if (run.record().fingerprint != migrations.fingerprint_at(applied)) {
    const Comparison found = compare_with_migrations(database, migrations);
    if (!found.equal() && !run.request().allow.contains("drift")) {
      Error error(Failure::Refused,
                  fmt::format("{} is not what its revisions make: {} differ", database.what(),
                              count_of(found.changes.size(), "object")));
      for (const Change& change : found.changes) error.detail += change.id().text() + "\n";
      throw error;
    }
    step.lines.push_back(found.equal() ? "the schema is what its revisions make"
                                       : "the schema has drift, which was allowed");
  } else {
    step.lines.push_back("the schema is what its revisions make, nothing in it is invalid");
  }
  std::string problem;
  const CheckReport models = check_or_problem(run.place().project, migrations.workshop(), problem);
  step.lines.push_back(!problem.empty() ? "the models could not be compared: " + problem
                       : models.equal() ? "the models agree with the revisions"
                                        : "the models are ahead of the revisions");
  return StepState::Done;
}

Items health_checks(const StageRun& run) {
  Items items;
  for (const HealthCheck& one : run.settings().health) {
    items.push_back(health_check_name(one));
  }
  return items;
}

StepState look_at_health(StageRun& run, std::size_t item, RecordedStep& step) {
  HealthRequest request;
  request.folder = run.place().project.folder;
  request.environment = run.variables(step.name);
  request.session = [&]() -> Session& { return run.database().session(); };
  request.tell = run.events().tell;
  const HealthResult result = check_health(run.settings().health[item], request);
  step.output = result.output;
  step.lines.push_back(count_of(static_cast<std::size_t>(result.tries), "try"));
  if (!result.well) {
    throw Error(Failure::Refused, fmt::format("not well: {}: {}", step.what, result.said));
  }
  return StepState::Done;
}

// What a person looks at.

Items checklist(const StageRun& run) { return run.settings().checklist; }

StepState ask_about(StageRun& run, std::size_t, RecordedStep& step) {
  if (run.request().checked) {
    step.lines.emplace_back("said with --checked");
    return StepState::Done;
  }
  if (!run.events().looks_right) return StepState::Begun;
  if (run.events().looks_right(step.what)) return StepState::Done;
  throw Error(Failure::Refused,
              fmt::format("somebody has looked, and it is not right: {}", step.what));
}

constexpr StageStep steps[] = {
    {"backup",
     "A backup that can be restored when all else fails. When it cannot be made, nothing "
     "is changed.",
     backups, make_backup_step},
    {"hook before", "A command that must have run before anything changes.", hooks_before,
     run_item},
    {schema_step,
     "The revisions, each in a transaction where that is possible, under short locks; "
     "then the schema is compared with their replay.",
     schema, change_schema},
    {application_step, "The command that brings the application.", application, run_item},
    {"hook after", "A command that must run after both were changed.", hooks_after, run_item},
    {"verification", "The schema is read once more: the application may have changed it.",
     verification, verify},
    {"health", "Is it well? Tried a few times.", health_checks, look_at_health},
    {"test", "When it ends well, the next stage may begin.", tests, run_item},
    {"checklist", "What only a person can see. When all is right, the next stage may begin.",
     checklist, ask_about},
};

}  // namespace

std::vector<const StageStep*> steps_of(const StageRun& run) {
  std::vector<const StageStep*> order;
  for (const StageStep& step : steps) order.push_back(&step);
  if (run.settings().schema == SchemaOrder::AfterApplication) {
    const auto named = [&](std::string_view name) {
      return std::ranges::find(order, name, &StageStep::name);
    };
    std::iter_swap(named(schema_step), named(application_step));
  }
  return order;
}

void run_line(StageRun& run, const std::string& line, RecordedStep& step) {
  const ShellOutcome outcome =
      run_shell(stage_command(run.place().project, run.settings(), run.record(), step.name, line));
  step.output = outcome.output;
  step.lines.push_back(fmt::format("{:.1f} s", outcome.seconds));
  if (outcome.good()) return;
  Error error(Failure::Refused, fmt::format("{} {}: {}", step.name, outcome.problem(), line));
  error.detail = trim(outcome.output);
  throw error;
}

void take_back_revisions(StageRun& run, std::size_t count, RecordedStep& step) {
  Database& database = run.database();
  database.forget();
  Keeper keeper(run.place().migrations, database, run.place().environment.keep_dropped,
                [&step](const std::string& text) { step.lines.push_back(text); });
  UpgradeRequest request;
  listen(run, request, keeper, step);
  request.steps = static_cast<int>(count);
  request.allow_drift = true;  // what failed may have left some; it is verified afterwards
  downgrade(run.place().migrations, database, "", request);
}

}  // namespace syncline
