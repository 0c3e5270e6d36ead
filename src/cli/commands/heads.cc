#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/revisions.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

int run_heads(Context& context) {
  const Migrations migrations(context.project(), context.workshop());
  migrations.refuse_conflict();
  const HistoryView view(migrations.history(), {});
  const Revisions heads = view.history.heads();
  if (context.json()) {
    Data::List list;
    for (const Revision* one : heads) list.push_back(view.data(*one));
    print_json(list);
  } else if (heads.empty()) {
    print("no revisions\n");
  } else {
    print(list_text(view, heads));
  }
  return 0;
}

Revisions heads_of(const History& history, const Revision& root) {
  return history.tips(history.descendants(root));
}

Data head_ids(const History& history, const Revision& root) {
  Data::List ids;
  for (const Revision* head : heads_of(history, root)) ids.emplace_back(head->id);
  return ids;
}

Revisions branch_points(const History& history) {
  Revisions result;
  for (const Revision& one : history.revisions()) {
    if (history.children(one).size() > 1) result.push_back(&one);
  }
  return result;
}

Revisions roots(const History& history) {
  Revisions result;
  for (const Revision& one : history.revisions()) {
    if (one.parents.empty()) result.push_back(&one);
  }
  return result.size() > 1 ? result : Revisions();
}

std::string indented(const std::string& lines) {
  std::string text;
  for (std::size_t start = 0; start < lines.size();) {
    const std::size_t end = lines.find('\n', start) + 1;
    text += "  " + lines.substr(start, end - start);
    start = end;
  }
  return text;
}

/// What begins at one place: a line each, with --verbose where each of them leads.
std::string branch_text(const HistoryView& view, const std::string& place,
                        const Revisions& beginnings, bool verbose) {
  if (!verbose) return place + "\n" + indented(list_text(view, beginnings));
  std::string text = place + "\n";
  for (const Revision* one : beginnings) {
    text += indented(list_text(view, {one}));
    for (const Revision* head : heads_of(view.history, *one)) {
      if (head != one) text += "    leads to " + list_text(view, {head});
    }
  }
  return text;
}

Data branch_data(const HistoryView& view, const Revision* point, const Revisions& beginnings) {
  Data::List branches;
  for (const Revision* one : beginnings) {
    Data::Record record = view.data(*one);
    record.emplace_back("heads", head_ids(view.history, *one));
    branches.push_back(std::move(record));
  }
  return Data::Record{{"at", Data::text_or_null(point ? point->id : "")},
                      {"branches", std::move(branches)}};
}

int run_branches(Context& context) {
  const Migrations migrations(context.project(), context.workshop());
  const HistoryView view(migrations.history(), {});
  const bool verbose = context.arguments().flag("--verbose");
  Data::List list;
  std::string text;
  if (const Revisions several = roots(view.history); !several.empty()) {
    list.push_back(branch_data(view, nullptr, several));
    text += branch_text(view, "base", several, verbose);
  }
  for (const Revision* point : branch_points(view.history)) {
    const Revisions children = view.history.children(*point);
    list.push_back(branch_data(view, point, children));
    text += branch_text(view, fmt::format("{} {}", point->id, point->message), children, verbose);
  }
  if (context.json()) {
    print_json(list);
  } else {
    print(text.empty() ? "no branches: the revisions are one line\n" : text);
  }
  return 0;
}

}  // namespace

const CommandSpec heads_command = {
    .name = "heads",
    .alias = "",
    .group = "Look",
    .summary = "The revisions that no other follows",
    .about = "One line each. Several are joined by merge, or brought into one line by rebase.",
    .examples =
        "syncline heads\n"
        "syncline heads --json",
    .operands = {},
    .options = {},
    .run = run_heads,
};

const CommandSpec branches_command = {
    .name = "branches",
    .alias = "",
    .group = "Look",
    .summary = "Where the revisions branch",
    .about =
        "Every revision that several others follow, and these. --verbose adds where each branch "
        "leads.",
    .examples =
        "syncline branches\n"
        "syncline branches --verbose",
    .operands = {},
    .options = {},
    .run = run_branches,
};

}  // namespace syncline
