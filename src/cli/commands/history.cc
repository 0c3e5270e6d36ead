#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/revisions.h"
#include "cli/terminal.h"
#include "env/database.h"
#include "migrate/target.h"

namespace syncline {

namespace {

/// Which revisions the chosen database has; nothing when none is to be asked.
std::optional<RevisionSet> applied_to(Context& context) {
  const Arguments& arguments = context.arguments();
  const bool asked =
      arguments.flag("--env") || arguments.flag("--url") || arguments.flag("--indicate-current");
  if (!asked) return {};
  return context.database()->applied_set();
}

HistoryView view_of(const Migrations& migrations, std::optional<RevisionSet> applied) {
  const History& history = migrations.history_for(applied.value_or(RevisionSet()));
  return {history, std::move(applied)};
}

/// The newest first; a range holds both its ends.
Revisions in_range(const HistoryView& view, const std::optional<std::string>& text) {
  const History& history = view.history;
  RevisionSet wanted = history.lineage(history.heads());
  if (text) {
    const TargetRange range = Targets(history, view.applied).range(*text);
    const RevisionSet before = history.lineage(range.from);
    wanted = history.lineage(range.to);
    std::erase_if(wanted, [&](const std::string& id) { return before.contains(id); });
    for (const Revision* one : range.from) wanted.insert(one->id);
  }
  const Revisions found = history.in_order(wanted);
  return {found.rbegin(), found.rend()};
}

int run_history(Context& context) {
  const Migrations migrations(context.project(), context.workshop());
  const HistoryView view = view_of(migrations, applied_to(context));
  const Revisions revisions = in_range(view, context.arguments().text("RANGE"));
  if (context.json()) {
    Data::List list;
    for (const Revision* one : revisions) list.push_back(view.data(*one));
    print_json(list);
  } else if (revisions.empty()) {
    print("no revisions\n");
  } else {
    print(graph_text(view, revisions, context.arguments().flag("--verbose")));
  }
  return 0;
}

int run_show(Context& context) {
  const Migrations migrations(context.project(), context.workshop());
  const HistoryView view = view_of(migrations, applied_to(context));
  const Revision& revision =
      Targets(view.history, view.applied).one(*context.arguments().text("REV"));
  const std::string text = read_file(revision.file);
  if (context.json()) {
    Data::Record record = view.data(revision);
    record.emplace_back("checksum", revision.checksum);
    record.emplace_back("has_down", revision.has_down);
    record.emplace_back("text", text);
    print_json(record);
  } else {
    print(text);
  }
  return 0;
}

constexpr Operand show_operands[] = {
    {"REV", "a revision: an id or its beginning, a label, head, head-1, LABEL@head", true}};

constexpr Operand history_operands[] = {
    {"RANGE", "A:B, A: or :B, both ends included; or a revision: up to it", false}};
constexpr Option history_options[] = {
    {"--indicate-current", "", "", "mark what is applied to the environment, also without --env"}};

}  // namespace

const CommandSpec history_command = {
    .name = "history",
    .alias = "",
    .group = "Look",
    .summary = "All revisions as a graph, the newest first",
    .about =
        "With --env or --url also which of them are applied there. --verbose adds parents and "
        "files.",
    .examples =
        "syncline history\n"
        "syncline history --env staging\n"
        "syncline history -v current: --indicate-current",
    .operands = history_operands,
    .options = history_options,
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
        "syncline show 20241208143000\n"
        "syncline show billing@head",
    .operands = show_operands,
    .options = {},
    .run = run_show,
};

}  // namespace syncline
