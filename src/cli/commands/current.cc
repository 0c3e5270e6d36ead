#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/show.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

/// Where a database stands, and where the project is.
struct Standing {
  std::vector<const Applied*> at;  ///< what nothing applied stands on
  RevisionSet heads;
  bool at_heads = false;
};

Standing standing_of(Context& context, Database& database) {
  Standing standing;
  const std::vector<Applied>& applied = database.applied();
  const Project* project = context.project_if_any();
  if (!project) {
    if (!applied.empty()) standing.at = {&applied.back()};
    return standing;
  }
  const Migrations migrations(*project, context.workshop());
  for (const Revision* head : migrations.history().heads()) standing.heads.insert(head->id);
  const RevisionSet ids = database.applied_set();
  const History& history = migrations.history_for(ids);
  RevisionSet tips;
  for (const Revision* tip : history.tips(ids)) tips.insert(tip->id);
  for (const Applied& one : applied) {
    if (!history.find(one.revision) || tips.contains(one.revision)) standing.at.push_back(&one);
  }
  standing.at_heads = tips == standing.heads && standing.at.size() == tips.size();
  return standing;
}

Data data_of(const Applied& one) {
  return Data::Record{{"revision", one.revision},
                      {"message", one.message},
                      {"file", Data::text_or_null(one.file)},
                      {"how", how_name(one.how)},
                      {"started_at", one.started_at},
                      {"finished_at", one.finished_at},
                      {"applied_by", one.applied_by},
                      {"tool", one.tool}};
}

void print_long(const Applied& one, bool head) {
  print(fmt::format("{} {}{}\n    file {}, {} {} by {} with {}\n", one.revision, one.message,
                    head ? " (head)" : "", one.file, how_name(one.how), one.finished_at,
                    one.applied_by, one.tool));
}

int run(Context& context) {
  const auto database = context.database();
  const Standing standing = standing_of(context, *database);
  const bool check = context.arguments().flag("--check-heads");
  if (check && !context.project_if_any()) context.project();  // throws: heads are a project's
  const std::vector<Applied>& applied = database->applied();
  if (database->foreign()) print_notes({database->foreign_note()});
  if (context.json()) {
    Data::List list, at;
    for (const Applied& one : applied) list.push_back(data_of(one));
    for (const Applied* one : standing.at) at.push_back(one->revision);
    print_json(Data::Record{
        {"database", database->what()},
        {"revision", Data::text_or_null(applied.empty() ? "" : applied.back().revision)},
        {"at", std::move(at)},
        {"at_heads", context.project_if_any() ? Data(standing.at_heads) : Data()},
        {"applied", std::move(list)}});
  } else if (applied.empty()) {
    print("base\n");
  } else {
    for (const Applied* one : standing.at) {
      if (context.arguments().flag("--verbose")) {
        print_long(*one, standing.heads.contains(one->revision));
      } else {
        print(fmt::format("{} {}\n", one->revision, one->message));
      }
    }
  }
  if (!check || standing.at_heads) return 0;
  print_aside(fmt::format("syncline: {} is not at {}\n", database->what(),
                          standing.heads.empty()
                              ? "base"
                              : join({standing.heads.begin(), standing.heads.end()}, ", ")));
  return 1;
}

constexpr Option options[] = {
    {"--check-heads", "", "", "exit code 1 when the database is not at the head, or all heads"},
};

}  // namespace

const CommandSpec current_command = {
    .name = "current",
    .alias = "",
    .group = "Look",
    .summary = "The revision that a database is at",
    .about =
        "Prints the last applied revision, or base; with several branches the last of each. With\n"
        "--verbose also its file, how and when it came into the ledger, and by whom.",
    .examples =
        "syncline current\n"
        "syncline current --check-heads && systemctl start app\n"
        "syncline current --env production --json",
    .operands = {},
    .options = options,
    .run = run,
};

}  // namespace syncline
