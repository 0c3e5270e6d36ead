#include <fmt/format.h>

#include "cli/backup_first.h"
#include "cli/backup_view.h"
#include "cli/commands/commands.h"
#include "cli/restore_run.h"
#include "cli/terminal.h"
#include "env/dialects.h"

namespace syncline {

namespace {

RestoreRequest request_of(Context& context) {
  const Arguments& arguments = context.arguments();
  RestoreRequest request;
  request.as = arguments.text("--as", "");
  if (const auto url = arguments.text("--into")) {
    if (!request.as.empty()) throw Error(Failure::Usage, "--into and --as exclude each other");
    request.into_empty = true;
    request.target = {*url, dialect_of(std::string_view(*url)).display_url(*url), ""};
  } else {
    request.target = backup_subject(context);
  }
  for (const std::string& word : arguments.list("--allow")) {
    request.allow_other = request.allow_other || word == "other-database";
  }
  request.keep_old = arguments.flag("--keep-old");
  request.jobs = arguments.count("--jobs").value_or(1);
  request.timeout = arguments.duration("--timeout").value_or(std::chrono::seconds(0));
  request.tell = [](const std::string& text) { print_aside(fmt::format("syncline: {}\n", text)); };
  return request;
}

/// "latest" is of the environment that is restored; a name may be of any.
StoredBackup wanted_backup(Context& context, const RestoreRequest& request) {
  const std::string name = context.arguments().text("NAME", "latest");
  const auto of = name == "latest" && !request.target.environment.empty()
                      ? std::optional(request.target.environment)
                      : std::nullopt;
  return backup_store(context).find(name, of);
}

int run(Context& context) {
  RestoreRequest request = request_of(context);
  if (request.as.empty() && !request.into_empty) check_no_backup(context);
  const StoredBackup backup = wanted_backup(context, request);
  run_restore(context, backup, std::move(request));
  return 0;
}

constexpr Operand operands[] = {
    {"NAME", "a backup, or a unique beginning of its name; latest", true}};
constexpr Option options[] = {
    {"--as", "", "NAME", "a new database of this name on the same server; on SQLite a new file"},
    {"--into", "", "URL", "an empty database"},
    {"--allow", "", "other-database", "also in the place of a database that it is not of",
     Completes::Choices, "other-database"},
    {"--keep-old", "", "", "leave the database that was there on the server, under another name"},
    no_backup_option,
    {"--jobs", "", "N", "restore so many tables at once; of a backup of format directory"},
    {"--timeout", "", "TIME", "give up after 30m, 2h; without it never"},
    {"--from", "", "FOLDER", "look there, in place of [backup] folder", Completes::File},
};

}  // namespace

const CommandSpec backup_restore_command = {
    .name = "backup restore",
    .alias = "db restore",
    .group = "Backups",
    .summary = "Make a database of a backup",
    .about =
        "Checks every byte, asks, backs up what is there, restores beside it, compares rows and "
        "fingerprint\nwith what was saved, and only then puts it in its place: by name on a "
        "server, in "
        "one transaction\nwhere that is not possible and on SQLite. A backup of another database "
        "is "
        "refused.",
    .examples =
        "syncline backup restore latest --env staging\n"
        "syncline backup restore production-20250131 --as rally_copy\n"
        "syncline backup restore production-20250131 --into postgresql://localhost/empty",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
