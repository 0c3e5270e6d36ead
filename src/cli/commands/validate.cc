#include "env/validate.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/findings.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/show.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

Data data_of(const ValidateReport& report) {
  return Data::Record{{"valid", report.findings.empty()},
                      {"checked", report.checked},
                      {"one_way", report.one_way},
                      {"findings", findings_data(report.findings)},
                      {"notes", report.notes}};
}

void print_report(const ValidateReport& report) {
  print(findings_text(report.findings));
  print_notes(report.notes);
  if (!report.one_way.empty()) {
    print(fmt::format("without a down section: {}\n", join(report.one_way, ", ")));
  }
  print(fmt::format("{}, {}\n", count_of(report.checked, "revision"),
                    report.findings.empty() ? painted(Paint::Good, "valid")
                                            : count_of(report.findings.size(), "finding")));
}

int run(Context& context) {
  ProgressLine progress;
  const auto show = [&](const Revision& revision) {
    progress.show(fmt::format("trying {} …", revision.id));
  };
  const ValidateReport report =
      validate(context.project(), context.workshop(), context.arguments().text("REV", ""), show);
  progress.clear();
  if (context.json()) {
    print_json(data_of(report));
  } else {
    print_report(report);
  }
  return report.findings.empty() ? 0 : 1;
}

constexpr Operand operands[] = {
    {"REV", "only the up and the down of this revision; without it everything", false}};

}  // namespace

const CommandSpec validate_command = {
    .name = "validate",
    .alias = "",
    .group = "Look",
    .summary = "Whether revisions, HEAD and models are right",
    .about =
        "Reads every file, checks that parents exist and form no cycle, that HEAD fits, and that\n"
        "the models load. On scratch databases every up runs, and every down, after which the\n"
        "schema must be what it was before the up. No database of yours is asked. Each finding is\n"
        "named with its place; exit code 1 when there is one.",
    .examples =
        "syncline validate\n"
        "syncline validate head\n"
        "syncline validate --json",
    .operands = operands,
    .options = {},
    .run = run,
};

}  // namespace syncline
