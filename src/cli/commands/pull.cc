#include "deploy/pull.h"

#include <fmt/format.h>

#include <algorithm>

#include "backup/keep.h"
#include "base/text.h"
#include "cli/backup_daily.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/pull_view.h"
#include "cli/show.h"
#include "cli/terminal.h"
#include "cli/upgrade_events.h"
#include "deploy/seed.h"
#include "env/connection_notes.h"
#include "env/dialects.h"
#include "env/foreign.h"
#include "env/guard.h"
#include "env/who.h"

namespace syncline {

namespace {

constexpr std::string_view production_rows = "production-rows";

Dangers allowed_of(const Context& context) {
  Dangers dangers;
  for (const std::string& word : context.arguments().list("--allow")) {
    if (word != production_rows) dangers.insert(parse_danger(word));
  }
  return dangers;
}

bool wants_rows(const Context& context) {
  return context.arguments().flag("--rows") || context.arguments().flag("--sample");
}

/// What can be refused before anybody is asked anything.
void check_request(Context& context, const Environment& from, const Chosen& into) {
  const Project& project = context.project();
  const Arguments& arguments = context.arguments();
  if (into.environment == &from) {
    throw Error(Failure::Usage, fmt::format("env:{} cannot be pulled into itself", from.name))
        .with_hint("name the database to be changed: --into NAME");
  }
  if (arguments.flag("--adopt") != arguments.flag("--message")) {
    throw Error(Failure::Usage, "--adopt and --message go together")
        .with_hint("what the revision is about: --adopt -m \"Index made by hand\"");
  }
  const Dialect& there = dialect_of(std::string_view(project.url_of(from)));
  const Dialect& here = dialect_of(std::string_view(into.url));
  if (&there != &here) {
    throw Error(Failure::Refused,
                fmt::format("env:{} is a {} database, and {} one of {}: the same revisions cannot "
                            "be in both",
                            from.name, there.name, into.what, here.name))
        .with_hint(fmt::format("pull into a {} database: --into NAME, or --url URL", there.name));
  }
  const Scope scope = into.environment ? project.scope_of(*into.environment) : scope_of(project);
  if (scope_key(project.scope_of(from)) != scope_key(scope)) {
    throw Error(Failure::Refused, fmt::format("env:{} and {} have different schemas in their "
                                              "scopes, so they cannot become equal",
                                              from.name, into.what))
        .with_hint(fmt::format("[environments.{}] schemas in syncline.toml", from.name));
  }
  const auto words = arguments.list("--allow");
  if (!wants_rows(context) || from.role != Role::Production ||
      std::ranges::find(words, production_rows) != words.end()) {
    return;
  }
  throw Error(Failure::Refused,
              fmt::format("env:{} is of role production: its rows may be about people, and belong "
                          "on no other machine",
                          from.name))
      .with_hint("pull them from staging; when it is meant all the same: --allow production-rows");
}

/// By the role that may only look, and in a session that may not write either.
std::unique_ptr<Database> connect_upstream(Context& context, const Environment& from) {
  const Project& project = context.project();
  ConnectOptions options;
  options.read_only = true;
  options.origin = connect_origin(from, Access::Read);
  auto database = std::make_unique<Database>(context.workshop(), project.url_of(from),
                                             "env:" + from.name, options);
  print_notes(connection_notes(project, from, Access::Read, database->session().server()));
  return database;
}

/// Null: it does not exist, and that is as far as a dry run goes.
std::unique_ptr<Database> connect_local(Context& context, const Chosen& into,
                                        DevelopmentGuard& guard, PullView& view) {
  const WholeDatabase& whole = *context.workshop().dialect().whole;
  const bool dry_run = context.arguments().flag("--dry-run");
  if (whole.exists(into.url)) {
    return dry_run ? context.database() : context.database_to_change(true);
  }
  guard.check_address(into.url);
  if (!whole.made_by_connecting && !context.arguments().flag("--create")) {
    throw Error(Failure::Refused, fmt::format("{} does not exist yet", into.what))
        .with_hint("say --create to have it made");
  }
  view.made(into.what, !dry_run);
  if (dry_run) return nullptr;
  if (!whole.made_by_connecting) whole.make(into.url);
  return context.database_to_change(true);
}

void check_local(Context& context, Database& local, Database& from, const Chosen& into,
                 DevelopmentGuard& guard) {
  print_notes(guard.check(local, into.url));
  const WholeDatabase& whole = *context.workshop().dialect().whole;
  if (!whole.identity(local.session()).same_database(whole.identity(from.session()))) return;
  throw Error(Failure::Refused,
              fmt::format("{} and {} are one database", local.what(), from.what()))
      .with_hint("name the database to be changed: --into NAME");
}

void change(Context& context, const PullPlan& plan, Migrations& migrations, Database& local,
            const Upstream& upstream) {
  UpgradeRequest request;
  request.again = "the same command again";
  if (const auto wait = context.arguments().duration("--wait")) request.wait = wait;
  request.before_change = [&] {
    if (holds_tables(local.catalog())) {
      backup_development(context, "pull", development_habit(context));
    }
  };
  const Environment* environment = context.chosen().environment;
  Keeper keeper(migrations, local,
                environment ? environment->keep_dropped : std::chrono::seconds(0),
                [](const std::string& text) { print_aside(fmt::format("syncline: {}\n", text)); });
  request.alongside = [&](const Revision& revision, Direction way) {
    return keeper.along(revision, way);
  };
  UpgradeEvents events(false);
  if (!context.json()) events.listen(request);
  carry_out(plan, migrations, local, upstream, request);
}

void seed_local(Context& context, Database& local, PullView& view) {
  const Arguments& arguments = context.arguments();
  if (arguments.flag("--no-seed")) return;
  const auto said = arguments.text("--seed");
  const std::filesystem::path file =
      said ? std::filesystem::path(*said) : context.project().pull_seed;
  if (file.empty() || is_seeded(local, file)) return;
  SeedRequest request{who(), arguments.duration("--wait").value_or(std::chrono::seconds(60))};
  if (seed(local, context.workshop().dialect(), file, request)) view.seeded(file);
}

void copy_wanted(Context& context, Database& from, Database& local, PullView& view) {
  if (!wants_rows(context)) return;
  const Dialect& dialect = context.workshop().dialect();
  std::vector<WantedRows> wanted;
  for (const std::string& text : context.arguments().all("--rows")) {
    wanted.push_back(parse_wanted(text, local));
  }
  if (wanted.empty()) wanted = all_tables(local, dialect);
  view.copied(copy_rows(from, local, dialect, wanted, context.arguments().count("--sample")));
}

PullPlan planned(Context& context, Migrations& migrations, Database* local,
                 const Upstream& upstream) {
  PullRequest request;
  request.allowed = allowed_of(context);
  request.prove = !context.arguments().flag("--no-prove");
  const Environment* environment = context.chosen().environment;
  request.keeps_dropped = environment && environment->keep_dropped.count() > 0;
  return plan_pull(migrations, local, upstream, request);
}

/// What has no revisions has nothing to be brought to; all that is here would be taken back.
void require_revisions(const Upstream& upstream, bool adopting) {
  if (!upstream.revisions.empty() || adopting) return;
  throw Error(Failure::Refused, fmt::format("{} has no revisions", upstream.what))
      .with_hint(
          "it is empty, or does not know Syncline yet: syncline baseline, or stamp, or upgrade "
          "with --env; --adopt writes what it has as a first revision");
}

void adopt(Context& context, Migrations& migrations, Upstream& upstream, PullView& view) {
  const Arguments& arguments = context.arguments();
  if (!upstream.has_drift() || !upstream.adopted.empty() || !arguments.flag("--adopt")) return;
  AdoptRequest request;
  request.message = arguments.text("--message", "");
  request.allowed = allowed_of(context);
  request.prove = !context.arguments().flag("--no-prove");
  request.dry_run = arguments.flag("--dry-run");
  view.adopted(adopt_drift(context.project(), migrations, upstream, request), upstream);
}

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  const Project& project = context.project();
  const Environment& from_environment = project.environment(*arguments.text("ENV"));
  if (const auto into = arguments.text("--into")) {
    if (arguments.flag("--env")) {
      throw Error(Failure::Usage, "--into and --env mean the same here: say one of them");
    }
    context.choose(project.environment(*into).name);
  }
  const Chosen into = context.chosen(Access::Change);
  check_request(context, from_environment, into);
  DevelopmentGuard guard(&project, context.workshop().dialect(), into.environment, "pull",
                         DevelopmentGuard::Tests::Fine);
  check_no_backup(context);
  PullView view(context.json(), into.what);
  const auto from = connect_upstream(context, from_environment);
  Migrations migrations(project, context.workshop());
  Upstream upstream = look_upstream(migrations, *from);
  print_notes(upstream.notes);
  view.found(upstream, arguments.flag("--adopt"));
  require_revisions(upstream, arguments.flag("--adopt"));
  const auto local = connect_local(context, into, guard, view);
  if (local) check_local(context, *local, *from, into, guard);
  adopt(context, migrations, upstream, view);
  const PullPlan plan = planned(context, migrations, local.get(), upstream);
  view.planned(plan);
  if (arguments.flag("--dry-run")) return view.dry_run(plan);
  if (plan.schema && !plan.schema->plan.steps.empty() && !context.yes()) {
    confirm(fmt::format("Run {} on {}?", count_of(plan.schema->plan.steps.size(), "statement"),
                        into.what),
            "yes");
  }
  if (plan.way != PullWay::Nothing) change(context, plan, migrations, *local, upstream);
  const Comparison ends = compare_ends(*local, *from);
  copy_wanted(context, *from, *local, view);
  seed_local(context, *local, view);
  return view.result(plan, ends);
}

constexpr Operand operands[] = {
    {"ENV", "the environment that has what is wanted", true, Completes::Environment}};

constexpr Option options[] = {
    {"--into", "", "NAME", "the environment to be changed; without it the project's default",
     Completes::Environment},
    {"--adopt", "", "", "write what was changed in ENV by hand as a revision"},
    {"--message", "-m", "TEXT", "with --adopt: what that revision is about"},
    {"--create", "", "", "make the database where there is none (a file is made without)"},
    {"--allow", "", "WORD,…",
     "what may happen: data-loss, data-narrowing (of the database to be changed); "
     "production-rows (copied)"},
    {"--rows", "", "TABLE[:CONDITION]",
     "copy these rows as well, with all that they point at; may be said several times"},
    {"--sample", "", "N", "of each table (or those of --rows) the newest N rows"},
    {"--seed", "", "FILE", "a script that is run once afterwards, in place of [pull] seed",
     Completes::File},
    {"--no-seed", "", "", "do not run [pull] seed"},
    {"--dry-run", "", "", "only show what would be done; exit code 1 when something would"},
    {"--no-prove", "", "", "do not prove a plan on a scratch database"},
    no_backup_option,
    {"--wait", "", "TIME", "how long to wait for another run to end: 30s, 5m, 1h; without it 60s"},
};

}  // namespace

const CommandSpec pull_command = {
    .name = "pull",
    .alias = "",
    .group = "Change",
    .summary = "Bring a database of yours to what another environment has",
    .about =
        "Takes back what is applied here and not in ENV, applies what is missing, and verifies "
        "that\n"
        "the schemas are equal. A database that was changed by hand, or synced, gets there by one\n"
        "proved plan. Only databases of role development or test are changed, ENV is only read. "
        "Rows\n"
        "that would be lost are named and kept, unless --allow data-loss. An empty or missing\n"
        "database becomes equal in one command. Exit code 1 when ENV has changes made by hand "
        "that\n"
        "no revision makes: see --adopt.",
    .examples =
        "syncline pull staging\n"
        "syncline pull production --adopt -m \"Index made at night\"\n"
        "syncline pull staging --create --rows \"users:id < 100\" --sample 50\n"
        "syncline pull staging --into test --dry-run",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
