#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/terminal.h"
#include "env/upgrade.h"

namespace syncline {

namespace {

int run_current(Context& context) {
  const auto database = context.database();
  const std::vector<Applied>& applied = database->applied();
  if (context.json()) {
    Data::List list;
    for (const Applied& one : applied) {
      list.push_back(Data::Record{{"revision", one.revision},
                                  {"message", one.message},
                                  {"applied_at", one.finished_at},
                                  {"applied_by", one.applied_by},
                                  {"tool", one.tool}});
    }
    print_json(Data::Record{
        {"database", database->what()},
        {"revision", Data::text_or_null(applied.empty() ? "" : applied.back().revision)},
        {"applied", std::move(list)}});
  } else if (applied.empty()) {
    print("base\n");
  } else {
    print(fmt::format("{} {}\n", applied.back().revision, applied.back().message));
  }
  return 0;
}

/// Which revisions the chosen database has; nothing when there is none to ask.
std::optional<RevisionSet> applied_to(Context& context) {
  if (!context.arguments().flag("--env") && !context.arguments().flag("--url")) return {};
  return context.database()->applied_set();
}

int run_history(Context& context) {
  const Migrations migrations(context.project(), context.workshop());
  const History& history = migrations.history();
  const auto applied = applied_to(context);
  RevisionSet heads;
  for (const Revision* head : history.heads()) heads.insert(head->id);
  Data::List list;
  std::vector<TableRow> rows;
  for (auto one = history.revisions().rbegin(); one != history.revisions().rend(); ++one) {
    const bool there = applied && applied->contains(one->id);
    list.push_back(Data::Record{{"revision", one->id},
                                {"parents", one->parents},
                                {"message", one->message},
                                {"file", std::filesystem::proximate(one->file).string()},
                                {"head", heads.contains(one->id)},
                                {"applied", applied ? Data(there) : Data()}});
    std::vector<std::string> marks;
    if (heads.contains(one->id)) marks.emplace_back("head");
    if (one->parents.size() > 1) marks.emplace_back("merge");
    if (applied) marks.emplace_back(there ? "applied" : "pending");
    rows.push_back({one->id, one->message, marks.empty() ? "" : "(" + join(marks, ", ") + ")"});
  }
  if (context.json()) {
    print_json(list);
  } else {
    print(rows.empty() ? "no revisions\n" : table_text(rows));
  }
  return 0;
}

int run_show(Context& context) {
  const Migrations migrations(context.project(), context.workshop());
  const Revision* revision =
      target_revision(migrations.history(), *context.arguments().text("REV"));
  if (!revision)
    throw Error(Failure::Input, "there is no such revision: this is the base, without one");
  const std::string text = read_file(revision->file);
  if (context.json()) {
    print_json(Data::Record{{"revision", revision->id},
                            {"parents", revision->parents},
                            {"message", revision->message},
                            {"file", std::filesystem::proximate(revision->file).string()},
                            {"checksum", revision->checksum},
                            {"has_down", revision->has_down},
                            {"text", text}});
  } else {
    print(text);
  }
  return 0;
}

constexpr Operand show_operands[] = {
    {"REV", "a revision (a unique beginning is enough), or head", true}};

}  // namespace

const CommandSpec current_command = {
    .name = "current",
    .alias = "",
    .group = "Look",
    .summary = "The revision that a database is at",
    .about = "Prints the last applied revision, or base.",
    .examples =
        "syncline current\n"
        "syncline current --env production --json",
    .operands = {},
    .options = {},
    .run = run_current,
};

const CommandSpec history_command = {
    .name = "history",
    .alias = "",
    .group = "Look",
    .summary = "All revisions, the newest first",
    .about = "With --env or --url also which of them are applied there.",
    .examples =
        "syncline history\n"
        "syncline history --env staging",
    .operands = {},
    .options = {},
    .run = run_history,
};

const CommandSpec show_command = {
    .name = "show",
    .alias = "",
    .group = "Look",
    .summary = "The file of one revision",
    .about = "Prints the revision file as it is on disk.",
    .examples =
        "syncline show head\n"
        "syncline show 20241208143000",
    .operands = show_operands,
    .options = {},
    .run = run_show,
};

}  // namespace syncline
