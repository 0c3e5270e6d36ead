#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

Data data_of(const std::vector<JournalEntry>& entries) {
  Data::List list;
  for (const JournalEntry& one : entries) {
    list.push_back(Data::Record{{"entry", one.entry},
                                {"revision", Data::text_or_null(one.revision)},
                                {"action", one.action},
                                {"section", one.section > 0 ? Data(one.section) : Data()},
                                {"statement", one.statement > 0 ? Data(one.statement) : Data()},
                                {"outcome", outcome_name(one.outcome)},
                                {"sql", one.sql},
                                {"note", Data::text_or_null(one.note)},
                                {"started_at", one.started_at},
                                {"finished_at", Data::text_or_null(one.finished_at)},
                                {"milliseconds", one.milliseconds},
                                {"applied_by", one.applied_by},
                                {"tool", one.tool}});
  }
  return list;
}

/// The first line, as far as a line of a terminal goes.
std::string beginning(const std::string& text) {
  constexpr std::size_t longest = 72;
  const std::size_t end = std::min(text.find('\n'), text.size());
  if (end <= longest) return text.substr(0, end) + (end < text.size() ? " …" : "");
  std::size_t cut = longest;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return text.substr(0, cut) + " …";
}

void print_entry(const JournalEntry& one) {
  std::string head = fmt::format("{}  {}", one.started_at, one.action);
  if (!one.revision.empty()) head += " " + one.revision;
  if (one.statement > 0) head += fmt::format(" {}.{}", one.section, one.statement);
  head += fmt::format("  {}", one.applied_by);
  if (one.statement > 0) head += fmt::format("  {:.1f} ms", one.milliseconds);
  switch (one.outcome) {
    case StatementOutcome::Done:
      break;
    case StatementOutcome::Begun:
      head += "  " + painted(Paint::Careful, "begun");
      break;
    case StatementOutcome::Failed:
      head += "  " + painted(Paint::Bad, "failed");
      break;
  }
  print(head + "\n");
  print(fmt::format("    {}\n", beginning(one.sql)));
  // What was seen before a statement that was begun is for the program, not for people.
  if (!one.note.empty() && one.outcome != StatementOutcome::Begun)
    print(fmt::format("    {}\n", replace_all(one.note, "\n", "\n    ")));
}

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  const auto database = context.database();
  JournalQuery query;
  query.limit = static_cast<std::size_t>(arguments.count("--limit").value_or(0));
  if (const auto revision = arguments.text("--revision")) {
    query.revision = *revision;
    // Also of a file that is gone: the ledger knows it still.
    if (const Project* project = context.project_if_any()) {
      const Migrations migrations(*project, context.workshop());
      std::vector<const Revision*> meant;
      for (const Revision& one : migrations.history().revisions()) {
        if (one.id.starts_with(*revision)) meant.push_back(&one);
      }
      if (meant.size() == 1) query.revision = meant.front()->id;
      if (*revision == "head") query.revision = migrations.history().resolve("head")->id;
    }
  }
  std::vector<JournalEntry> entries = database->ledger().journal(query);
  std::ranges::reverse(entries);
  if (context.json()) {
    print_json(data_of(entries));
    return 0;
  }
  if (entries.empty()) print("nothing in the journal\n");
  for (const JournalEntry& one : entries) print_entry(one);
  return 0;
}

constexpr Option options[] = {
    {"--revision", "", "REV", "only what was done with this revision"},
    {"--limit", "", "N", "only the newest N entries"},
};

}  // namespace

const CommandSpec log_command = {
    .name = "log",
    .alias = "",
    .group = "Look",
    .summary = "The journal of a database, the newest first",
    .about =
        "Every statement that revisions ran on the database: when, what, by whom, how long, and "
        "the\n"
        "ones that failed with the server's words; and what was done to the ledger (stamp, "
        "repair).\n"
        "The numbers after a revision are its section and the statement in that section.",
    .examples =
        "syncline log --limit 20\n"
        "syncline log --revision 20241208143000 --json",
    .operands = {},
    .options = options,
    .run = run,
};

}  // namespace syncline
