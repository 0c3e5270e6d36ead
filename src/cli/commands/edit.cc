#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "base/error.h"
#include "base/terminal_child.h"
#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/terminal.h"
#include "env/published.h"

namespace syncline {

namespace {

std::string editor() {
  for (const char* name : {"VISUAL", "EDITOR"}) {
    const char* value = std::getenv(name);
    if (value && *value) return value;
  }
  throw Error(Failure::Config, "neither VISUAL nor EDITOR says which editor to start")
      .with_hint("for example: EDITOR=vi syncline edit head");
}

/// What others have must not change. Of one that cannot be asked it is said.
void refuse_published(Context& context, const Revision& revision) {
  for (const EnvironmentLedger& one : read_ledgers(context.project(), context.workshop(), false)) {
    if (!one.problem.empty()) {
      print_aside(fmt::format("syncline: note: {} could not be asked whether it has the revision\n",
                              one.name));
    }
    if (std::ranges::find(one.applied, revision.id) == one.applied.end()) continue;
    throw Error(Failure::Refused,
                fmt::format("revision {} is applied to {}", revision.id, one.name))
        .at({std::filesystem::proximate(revision.file).string()})
        .with_hint("what others have must not change: make the change in a new revision");
  }
}

void note_own_databases(Context& context, const std::string& id) {
  for (const EnvironmentLedger& one : read_ledgers(context.project(), context.workshop(), true)) {
    if (std::ranges::find(one.applied, id) == one.applied.end()) continue;
    print_aside(
        fmt::format("syncline: note: {0} has the old text applied: when the schema stayed "
                    "the same, syncline repair --env {0} --accept-edit {1}; else make that "
                    "database anew\n",
                    one.name, id));
  }
}

int run(Context& context) {
  Migrations migrations(context.project(), context.workshop());
  const Revision* revision = migrations.history().resolve(*context.arguments().text("REV"));
  if (!revision) throw Error(Failure::Input, "the base has no file");
  refuse_published(context, *revision);
  const std::filesystem::path file = revision->file;
  const std::string id = revision->id, before = revision->checksum;
  const int status = run_on_terminal(editor() + " " + shell_word(file.string()));
  if (status != 0) {
    throw Error(Failure::Config, fmt::format("the editor ended with {}", status))
        .at({file.string()});
  }
  migrations.reload();
  const Revision* now = migrations.history().find(id);
  if (now && now->checksum == before) {
    print("nothing was changed\n");
    return 0;
  }
  std::map<std::string, std::string> fingerprints;
  for (const Revision* head : migrations.history().heads()) {
    fingerprints[head->id] = migrations.replayed_fingerprint(migrations.upto(head));
  }
  migrations.save_heads(fingerprints);
  print("changed; all revisions run on an empty database, and HEAD is written anew\n");
  note_own_databases(context, id);
  return 0;
}

constexpr Operand operands[] = {{"REV", "a revision (a unique beginning is enough), or head"}};

}  // namespace

const CommandSpec edit_command = {
    .name = "edit",
    .alias = "",
    .group = "Change",
    .summary = "Open a revision in your editor",
    .about =
        "Starts $VISUAL, else $EDITOR, with the file. Refused for a revision that is applied to "
        "an\n"
        "environment which is not of role development. Afterwards all revisions are replayed, and\n"
        "migrations/HEAD is written anew.",
    .examples =
        "syncline edit head\n"
        "EDITOR=nano syncline edit 20241208143000",
    .operands = operands,
    .options = {},
    .run = run,
};

}  // namespace syncline
