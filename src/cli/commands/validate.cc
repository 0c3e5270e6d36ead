#include "env/validate.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/findings.h"
#include "cli/output.h"
#include "cli/practices.h"
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
  // A schema that cannot be had has no practices.
  const auto broken = [](const Finding& one) { return one.check == "models"; };
  const bool look =
      context.arguments().flag("--practices") && std::ranges::none_of(report.findings, broken);
  std::vector<PracticeFinding> practices;
  if (look) practices = practices_of(context);
  if (context.json()) {
    Data data = data_of(report);
    if (look) data.add("practices", practices_data(practices));
    print_json(data);
  } else {
    print(practices_text(practices));
    print_report(report);
    if (look) print(fmt::format("practices: {}\n", count_of(practices.size(), "finding")));
  }
  return report.findings.empty() && practices.empty() ? 0 : 1;
}

constexpr Operand operands[] = {
    {"REV", "only the up and the down of this revision; without it everything", false}};

constexpr Option options[] = {
    {"--practices", "", "", "also what the models had better not do; see the manual"}};

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
        "named with its place; exit code 1 when there is one. --practices looks at what the "
        "models\n"
        "make, too: foreign keys without an index, timestamps without a time zone, tables without "
        "a\n"
        "key … Rules are turned off under [practices] in syncline.toml.",
    .examples =
        "syncline validate\n"
        "syncline validate head\n"
        "syncline validate --practices\n"
        "syncline validate --json",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
