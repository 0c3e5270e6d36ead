#include "env/validate.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/show.h"
#include "cli/terminal.h"
#include "env/declared_places.h"
#include "env/models.h"
#include "lint/practice.h"

namespace syncline {

namespace {

std::string place_text(Place place) {
  place.file = std::filesystem::proximate(place.file).string();
  return place.text();
}

Data data_of(const ValidateReport& report) {
  Data::List findings;
  for (const Finding& one : report.findings) {
    findings.push_back(Data::Record{
        {"check", one.check},
        {"revision", Data::text_or_null(one.revision)},
        {"file", Data::text_or_null(std::filesystem::proximate(one.place.file).string())},
        {"line", one.place.line > 0 ? Data(one.place.line) : Data()},
        {"message", one.message},
        {"detail", Data::text_or_null(one.detail)},
        {"hint", Data::text_or_null(one.hint)}});
  }
  return Data::Record{{"valid", report.findings.empty()},
                      {"checked", report.checked},
                      {"one_way", report.one_way},
                      {"findings", std::move(findings)},
                      {"notes", report.notes}};
}

void print_report(const ValidateReport& report) {
  for (const Finding& one : report.findings) {
    const std::string where = one.place.file.empty() ? "" : place_text(one.place) + ": ";
    print(fmt::format("{} {}{}\n", painted(Paint::Bad, one.check), where, one.message));
    if (!one.detail.empty()) print("  " + replace_all(one.detail, "\n", "\n  ") + "\n");
    if (!one.hint.empty()) print(fmt::format("  hint: {}\n", one.hint));
  }
  print_notes(report.notes);
  if (!report.one_way.empty()) {
    print(fmt::format("without a down section: {}\n", join(report.one_way, ", ")));
  }
  print(fmt::format("{}, {}\n", count_of(report.checked, "revision"),
                    report.findings.empty() ? painted(Paint::Good, "valid")
                                            : count_of(report.findings.size(), "finding")));
}

std::vector<PracticeFinding> practices_of(Context& context) {
  const Project& project = context.project();
  Workshop& workshop = context.workshop();
  const Dialect& dialect = workshop.dialect();
  const PracticeOptions options{project.practices.off, project.practices.ignore};
  const bool models = project.models.any();
  const Source source = parse_source(models ? "models" : "migrations", &project);
  std::vector<PracticeFinding> findings =
      find_practices(load(source, &project, workshop).catalog, dialect, options);
  if (!models) return findings;
  const DeclaredPlaces places(project, dialect);
  for (PracticeFinding& one : findings) {
    one.place = places.of(one.object);
    if (one.place.file.empty() && one.parent) one.place = places.of(one.parent);
  }
  for (const ModelPart& part : model_parts(project, dialect)) {
    for (PracticeFinding& one : long_names(part.sql, part.name, dialect, options)) {
      findings.push_back(std::move(one));
    }
  }
  return findings;
}

Data data_of(const std::vector<PracticeFinding>& findings) {
  Data::List list;
  for (const PracticeFinding& one : findings) {
    const std::string object = one.object ? one.object.text() : "";
    list.push_back(Data::Record{{"rule", one.practice->name},
                                {"object", Data::text_or_null(object)},
                                {"file", Data::text_or_null(one.place.file)},
                                {"line", one.place.line > 0 ? Data(one.place.line) : Data()},
                                {"message", one.message},
                                {"why", one.practice->why},
                                {"hint", one.practice->mend}});
  }
  return list;
}

/// Why and how stand once, below what a rule found.
void print_practices(const std::vector<PracticeFinding>& findings) {
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const PracticeFinding& one = findings[i];
    const std::string where = one.place.file.empty() ? "" : place_text(one.place) + ": ";
    const std::string object = one.object ? one.object.text() + ": " : "";
    print(fmt::format("{} {}{}{}\n", painted(Paint::Bad, one.practice->name), where, object,
                      one.message));
    if (i + 1 < findings.size() && findings[i + 1].practice == one.practice) continue;
    print(fmt::format("  {}: {}\n", one.practice->why, one.practice->mend));
  }
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
    if (look) data.add("practices", data_of(practices));
    print_json(data);
  } else {
    print_practices(practices);
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
