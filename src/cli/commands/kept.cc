#include <fmt/format.h>

#include "backup/kept_store.h"
#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

Data data_of(const KeptItem& one) {
  return Data::Record{{"revision", one.revision},
                      {"table", join(one.table, ".")},
                      {"columns", one.columns},
                      {"rows", one.rows},
                      {"key", one.key},
                      {"kept_at", one.kept_at},
                      {"expires_at", one.expires_at}};
}

void print_items(Context& context, const std::vector<KeptItem>& items) {
  if (context.json()) {
    Data::List list;
    for (const KeptItem& one : items) list.push_back(data_of(one));
    return print_json(list);
  }
  std::vector<TableRow> rows{{"REVISION", "KEPT", "ROWS", "SINCE", "UNTIL"}};
  for (const KeptItem& one : items) {
    rows.push_back({one.revision, one.what(), fmt::format("{}", one.rows),
                    one.kept_at.substr(0, 10), one.expires_at.substr(0, 10)});
  }
  print(items.empty() ? "nothing is kept\n" : table_text(rows));
}

int run_list(Context& context) {
  const auto database = context.database();
  print_items(context, KeptStore(database->session(), context.workshop().dialect()).list());
  return 0;
}

int run_prune(Context& context) {
  const auto database = context.database_to_change();
  const Dialect& dialect = context.workshop().dialect();
  const bool all = context.arguments().flag("--all");
  const bool dry_run = context.arguments().flag("--dry-run");
  const auto going = prune_kept(database->session(), dialect, all, true);
  if (!dry_run && !going.empty()) {
    context.confirm_loss(
        fmt::format("Forget what was kept of {} in {}? It cannot be given back then.",
                    count_of(going.size(), "drop"), database->what()));
    prune_kept(database->session(), dialect, all, false);
  }
  if (context.json()) {
    print_items(context, going);
    return 0;
  }
  for (const KeptItem& one : going) {
    print(fmt::format("{} {} ({})\n", dry_run ? "would forget" : "forgot", one.what(),
                      count_of(static_cast<std::size_t>(one.rows), "row")));
  }
  if (going.empty()) print("nothing to forget\n");
  return 0;
}

constexpr Option prune_options[] = {{"--all", "", "", "also what is not over its time"},
                                    {"--dry-run", "", "", "only say what would go"}};

}  // namespace

const CommandSpec kept_list_command = {
    .name = "kept list",
    .alias = "",
    .group = "Backups",
    .summary = "Rows that revisions dropped and a database still has",
    .about =
        "With on-drop = \"keep 14d\" an environment keeps what revisions drop. A downgrade gives "
        "it "
        "back.",
    .examples = "syncline kept list --env production",
    .operands = {},
    .options = {},
    .run = run_list,
};

const CommandSpec kept_prune_command = {
    .name = "kept prune",
    .alias = "",
    .group = "Backups",
    .summary = "Forget kept rows that are over their time",
    .about = "Asks first. What is forgotten cannot be given back by a downgrade.",
    .examples = "syncline kept prune --env production --yes",
    .operands = {},
    .options = prune_options,
    .run = run_prune,
};

}  // namespace syncline
