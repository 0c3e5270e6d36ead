#include "env/pre_commit.h"

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/findings.h"
#include "cli/output.h"
#include "cli/practices.h"
#include "cli/progress.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

int run(Context& context) {
  ProgressLine progress;
  const auto show = [&](const Revision& revision) {
    progress.show("trying " + revision.id + " …");
  };
  const PreCommitReport report = pre_commit(context.project(), context.workshop(), show);
  progress.clear();
  std::vector<PracticeFinding> practices;
  if (context.arguments().flag("--practices") && report.found.findings.empty()) {
    practices = practices_of(context);
  }
  const bool right = report.found.findings.empty() && practices.empty();
  if (context.json()) {
    print_json(Data::Record{{"right", right},
                            {"known", report.known},
                            {"findings", findings_data(report.found.findings)},
                            {"practices", practices_data(practices)}});
  } else if (report.known && right) {
    print("nothing was changed since all was found right\n");
  } else {
    print(findings_text(report.found.findings));
    print(practices_text(practices));
    if (right) print("models and revisions agree, all is right\n");
  }
  return right ? 0 : 1;
}

constexpr Option options[] = {
    {"--practices", "", "", "also what the models had better not do, as validate --practices"}};

}  // namespace

const CommandSpec pre_commit_command = {
    .name = "pre-commit",
    .alias = "",
    .group = "Look",
    .summary = "Whether models and revisions may be committed",
    .about =
        "The models load, nothing differs between them and the head of the revisions, there is "
        "one\n"
        "head, every file is as migrations/HEAD says, every up and down runs on scratch "
        "databases.\n"
        "No database of yours is asked. What was found right is not looked at again until a file\n"
        "changes. Exit code 1 when something is found.",
    .examples =
        "syncline pre-commit\n"
        "printf 'exec syncline pre-commit\\n' > .git/hooks/pre-commit",
    .operands = {},
    .options = options,
    .run = run,
};

}  // namespace syncline
