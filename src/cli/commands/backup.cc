#include <fmt/format.h>

#include "backup/verify.h"
#include "base/text.h"
#include "cli/backup_first.h"
#include "cli/backup_view.h"
#include "cli/commands/commands.h"
#include "cli/table.h"
#include "cli/terminal.h"
#include "env/dialects.h"

namespace syncline {

namespace {

int run_create(Context& context) {
  const Arguments& arguments = context.arguments();
  BackupRequest request;
  request.folder = arguments.text("--output", backup_folder(context.project_if_any()).string());
  request.format = arguments.text("--format", "");
  request.note = arguments.text("--note", "");
  request.schema_only = arguments.flag("--schema-only");
  request.jobs = arguments.count("--jobs").value_or(1);
  request.timeout = arguments.duration("--timeout").value_or(std::chrono::seconds(0));
  std::optional<StoredBackup> made;
  {
    const BackupProgress progress(request);
    made = make_backup(context.workshop(), backup_subject(context), request);
  }
  if (context.json()) {
    print_json(backup_data(*made));
    return 0;
  }
  const Manifest& manifest = made->manifest;
  print(fmt::format(
      "saved {} as {} ({}, {}, {:.1f} s)\n", backup_subject(context).what, made->name(),
      size_text(manifest.bytes()),
      manifest.schema_only ? "without rows" : fmt::format("{} rows", manifest.row_count()),
      manifest.seconds));
  return 0;
}

int run_list(Context& context) {
  const auto backups = backup_store(context).list(context.arguments().text("--env"));
  if (context.json()) {
    Data::List list;
    for (const StoredBackup& one : backups) list.push_back(backup_data(one));
    print_json(list);
    return 0;
  }
  if (backups.empty()) {
    print("no backups\n");
    return 0;
  }
  std::vector<TableRow> rows{{"BACKUP", "AGE", "SIZE", "ROWS", "REVISION", "VERIFIED", "PROBLEM"}};
  for (const StoredBackup& one : backups) rows.push_back(backup_row(one));
  print(table_text(rows));
  return 0;
}

/// One that is not good does not keep the others from being looked at.
Data verified_data(Context& context, const BackupStore& store, const StoredBackup& backup,
                   bool& good) {
  const Dialect& dialect = backup.manifest.dialect.empty() ? context.workshop().dialect()
                                                           : dialect_named(backup.manifest.dialect);
  const Verdict verdict = judge_backup(context.workshop(dialect), store, backup);
  good = good && verdict.good;
  if (!context.json() && verdict.good) {
    print(fmt::format("{} is good: {}\n", backup.name(),
                      backup.manifest.schema_only ? "the schema is as it was saved"
                                                  : fmt::format("{} rows, as they were saved",
                                                                backup.manifest.row_count())));
    for (const std::string& note : verdict.good->notes)
      print_aside(fmt::format("note: {}\n", note));
  } else if (!context.json()) {
    print(fmt::format("{} is not good: {}\n", backup.name(), verdict.problem));
  }
  return Data::Record{{"name", backup.name()},
                      {"good", verdict.good.has_value()},
                      {"verified_at", verdict.good ? Data(verdict.good->at) : Data()},
                      {"notes", verdict.good ? Data(verdict.good->notes) : Data()},
                      {"problem", Data::text_or_null(verdict.problem)}};
}

int run_verify(Context& context) {
  const BackupStore store = backup_store(context);
  const auto environment = context.arguments().text("--env");
  const auto name = context.arguments().text("NAME");
  const bool all = context.arguments().flag("--all");
  if (all && name) throw Error(Failure::Usage, "--all verifies every backup: leave NAME out");
  std::vector<StoredBackup> wanted;
  if (all) {
    wanted = store.list(environment);
  } else {
    wanted.push_back(store.find(name.value_or("latest"), environment));
  }
  bool good = true;
  Data::List list;
  for (const StoredBackup& one : wanted) {
    Data data = verified_data(context, store, one, good);
    list.push_back(std::move(data));
  }
  if (context.json()) print_json(list);
  return good ? 0 : 1;
}

int run_prune(Context& context) {
  const BackupStore store = backup_store(context);
  const auto keep = context.arguments().count("--keep");
  const auto age = context.arguments().duration("--older-than");
  const Project* project = context.project_if_any();
  const BackupSettings settings = project ? project->backup : BackupSettings();
  const bool said = keep || age;
  const auto going = superfluous(store.list(context.arguments().text("--env")),
                                 said ? keep : settings.keep, said ? age : settings.max_age);
  const bool dry_run = context.arguments().flag("--dry-run");
  if (!dry_run && !going.empty() && !context.yes()) {
    confirm(fmt::format("Remove {}?", count_of(going.size(), "backup")), "yes");
  }
  Data::List list;
  std::uint64_t bytes = 0;
  for (const StoredBackup& one : going) {
    const bool gone = dry_run || store.remove(one);
    if (gone) bytes += one.manifest.bytes();
    list.push_back(Data::Record{{"name", one.name()}, {"removed", gone && !dry_run}});
    if (context.json()) continue;
    print(fmt::format("{} {}\n",
                      dry_run ? "would remove"
                      : gone  ? "removed"
                              : "in use, left",
                      one.name()));
  }
  if (context.json()) {
    print_json(list);
  } else {
    print(going.empty()
              ? "nothing to remove\n"
              : fmt::format("{}{}\n", size_text(bytes), dry_run ? " would be free" : " are free"));
  }
  return 0;
}

constexpr Option create_options[] = {
    {"--schema-only", "", "", "without rows"},
    {"--format", "", "FORMAT",
     "custom (default), directory or plain, on PostgreSQL; SQLite has one"},
    {"--jobs", "", "N", "save so many tables at once; with --format directory"},
    {"--note", "", "TEXT", "for whoever reads the list"},
    {"--output", "", "FOLDER", "in place of [backup] folder", Completes::File},
    {"--timeout", "", "TIME", "give up after 30m, 2h; without it never"},
};
constexpr Operand verify_operands[] = {
    {"NAME", "a backup, or a unique beginning of its name; latest (the default)", false}};
constexpr Option folder_option = {"--from", "", "FOLDER", "look there, in place of [backup] folder",
                                  Completes::File};
constexpr Option list_options[] = {folder_option};
constexpr Option verify_options[] = {{"--all", "", "", "every backup"}, folder_option};
constexpr Option prune_options[] = {
    {"--keep", "", "N", "keep the newest N of each environment; without it [backup] keep"},
    {"--older-than", "", "TIME", "remove what is older than 30d, 8w; without it [backup] max-age"},
    {"--dry-run", "", "", "only say what would go"},
    folder_option};

}  // namespace

const CommandSpec backup_create_command = {
    .name = "backup create",
    .alias = "db backup",
    .group = "Backups",
    .summary = "Save a database into files",
    .about =
        "Saves one moment of the database, whatever others write meanwhile, with the number of "
        "rows "
        "of\neach table, its revision and fingerprint. It gets its name when it is complete. The "
        "program\nthat saves (pg_dump) must not be older than the server: that is found before.",
    .examples =
        "syncline backup create --env production --note \"before the move\"\n"
        "syncline backup create --format directory --jobs 4",
    .operands = {},
    .options = create_options,
    .run = run_create,
};

const CommandSpec backup_list_command = {
    .name = "backup list",
    .alias = "",
    .group = "Backups",
    .summary = "The backups that there are",
    .about = "The newest first. Connects to nothing, and reads no data.",
    .examples = "syncline backup list --env staging --json",
    .operands = {},
    .options = list_options,
    .run = run_list,
};

const CommandSpec backup_verify_command = {
    .name = "backup verify",
    .alias = "",
    .group = "Backups",
    .summary = "Whether a backup is good",
    .about =
        "Checks every byte, restores it into a scratch database, and compares rows and fingerprint "
        "with\nwhat was saved. The list says when that was. Exit code 1 when one is not good.",
    .examples =
        "syncline backup verify\n"
        "syncline backup verify --all --env production",
    .operands = verify_operands,
    .options = verify_options,
    .run = run_verify,
};

const CommandSpec backup_prune_command = {
    .name = "backup prune",
    .alias = "",
    .group = "Backups",
    .summary = "Remove backups that are too many or too old",
    .about =
        "By [backup] keep and max-age of syncline.toml, or by the options alone when one is given. "
        "The\n"
        "newest whole backup of each environment stays, and so does one that is in use or has a "
        "problem.",
    .examples =
        "syncline backup prune --dry-run\n"
        "syncline backup prune --keep 5 --yes",
    .operands = {},
    .options = prune_options,
    .run = run_prune,
};

}  // namespace syncline
