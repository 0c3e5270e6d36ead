#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/pair.h"
#include "cli/show.h"
#include "cli/terminal.h"
#include "env/prove.h"
#include "plan/script.h"

namespace syncline {

namespace {

/// A name of an environment means its database; everything else is a source.
std::string source_text(Context& context, const std::string& text) {
  if (const Project* project = context.project_if_any()) {
    for (const Environment& one : project->environments) {
      if (one.name == text) return "env:" + text;
    }
  }
  return text;
}

struct Revisions {
  std::vector<std::string> only_a, only_b;
  bool known = false;  ///< both sides have some
  bool equal() const { return only_a.empty() && only_b.empty(); }
};

std::vector<std::string> without(const std::vector<std::string>& all,
                                 const std::vector<std::string>& others) {
  std::vector<std::string> result;
  for (const std::string& one : all) {
    if (std::ranges::find(others, one) == others.end()) result.push_back(one);
  }
  return result;
}

Revisions compare_revisions(Context& context, const std::string& a, const std::string& b,
                            Workshop& workshop) {
  const Project* project = context.project_if_any();
  const auto first = revisions_of(parse_source(a, project), project, workshop);
  const auto second = revisions_of(parse_source(b, project), project, workshop);
  if (!first || !second) return {};
  return {without(*first, *second), without(*second, *first), true};
}

/// "table: 2 only in B, 1 differs"
std::string summary(const std::vector<Change>& changes, const std::string& a,
                    const std::string& b) {
  struct Counts {
    std::size_t only_a = 0, only_b = 0, both = 0;
  };
  std::map<std::string, Counts> kinds;
  for (const Change& change : changes) {
    Counts& counts = kinds[std::string(change.id().kind())];
    ++(!change.before ? counts.only_b : !change.after ? counts.only_a : counts.both);
  }
  std::string text;
  for (const auto& [kind, counts] : kinds) {
    std::vector<std::string> parts;
    if (counts.only_a > 0) parts.push_back(fmt::format("{} only in {}", counts.only_a, a));
    if (counts.only_b > 0) parts.push_back(fmt::format("{} only in {}", counts.only_b, b));
    if (counts.both > 0) {
      parts.push_back(fmt::format("{} {}", counts.both, counts.both == 1 ? "differs" : "differ"));
    }
    text += fmt::format("{}: {}\n", kind, join(parts, ", "));
  }
  return text;
}

Plan proved_plan(Workshop& workshop, const Loaded& from, const Loaded& to, bool proof) {
  Plan plan = make_plan(from.catalog, to.catalog, workshop.dialect());
  if (proof) prove(workshop, from, to, plan);
  return plan;
}

void print_revisions(const Revisions& revisions, const std::string& a, const std::string& b) {
  if (!revisions.only_a.empty())
    print(fmt::format("revisions only in {}: {}\n", a, join(revisions.only_a, ", ")));
  if (!revisions.only_b.empty())
    print(fmt::format("revisions only in {}: {}\n", b, join(revisions.only_b, ", ")));
}

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  const std::string a = source_text(context, *arguments.text("A"));
  const std::string b = source_text(context, *arguments.text("B"));
  const LoadedPair pair = load_pair(context, a, b);
  Workshop& workshop = context.workshop(*pair.dialect);
  const Comparison comparison = compared(pair.from, pair.to);
  const Revisions revisions = compare_revisions(context, a, b, workshop);
  const bool equal = comparison.equal() && revisions.equal();
  print_notes(pair.from.notes);
  print_notes(pair.to.notes);
  const bool sql = arguments.flag("--sql") || context.json(), proof = !arguments.flag("--no-prove");
  Plan there, back;
  if (sql && !comparison.equal()) {
    there = proved_plan(workshop, pair.from, pair.to, proof);
    back = proved_plan(workshop, pair.to, pair.from, proof);
  }
  if (context.json()) {
    print_json(
        Data::Record{{"a", comparison.from},
                     {"b", comparison.to},
                     {"equal", equal},
                     {"changes", changes_data(comparison.changes)},
                     {"a_to_b", steps_data(there)},
                     {"b_to_a", steps_data(back)},
                     {"revisions_only_in_a", revisions.known ? Data(revisions.only_a) : Data()},
                     {"revisions_only_in_b", revisions.known ? Data(revisions.only_b) : Data()}});
    return equal ? 0 : 1;
  }
  if (equal) print(fmt::format("{} {} = {}\n", painted(Paint::Good, "equal"), a, b));
  if (!comparison.equal()) {
    print(fmt::format("{} {} → {}\n{}\n{}", painted(Paint::Bad, "differ"), a, b,
                      summary(comparison.changes, a, b), changes_text(comparison.changes)));
  } else if (!equal) {
    print("the schemas are equal, the ledgers are not\n");
  }
  print_revisions(revisions, a, b);
  if (arguments.flag("--sql") && !comparison.equal()) {
    print(fmt::format("\n-- to make {} equal {}\n{}\n-- to make {} equal {}\n{}", a, b,
                      plan_script(there, *pair.dialect, true), b, a,
                      plan_script(back, *pair.dialect, true)));
  }
  return equal ? 0 : 1;
}

constexpr Operand operands[] = {
    {"A", "an environment, or any source", true, Completes::Environment},
    {"B", "an environment, or any source: models, migrations@REV, a snapshot, a dump", true,
     Completes::Environment},
};

constexpr Option options[] = {
    {"--sql", "", "", "also the SQL, both ways"},
    {"--dialect", "", "NAME", "what .sql files are written in, where nothing else tells"},
    {"--no-prove", "", "", "do not prove the SQL on a scratch database"},
};

}  // namespace

const CommandSpec env_compare_command = {
    .name = "env compare",
    .alias = "",
    .group = "Environments",
    .summary = "What differs between two environments",
    .about =
        "Compares the schemas of two environments, or of an environment and any source, object by\n"
        "object, and says which revisions one has and the other has not. With --sql also the\n"
        "statements that make each equal the other, proved. Exit code 1 when something differs.",
    .examples =
        "syncline env compare staging production\n"
        "syncline env compare production models --sql\n"
        "syncline env compare production dump.sql --json",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
