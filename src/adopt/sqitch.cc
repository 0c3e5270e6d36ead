#include <fmt/format.h>

#include <map>

#include "adopt/formats.h"
#include "base/text.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

/// A line of the plan: "name [needed] time who <mail> # note", or "@tag …".
struct PlanLine {
  std::string name, note;
  bool tag = false;
  int number = 0;
};

std::optional<PlanLine> parse(std::string line, int number) {
  line = trim(line);
  if (line.empty() || line.starts_with("%") || line.starts_with("#")) return {};
  PlanLine result;
  result.number = number;
  const std::size_t note = line.find(" # ");
  if (note != line.npos) result.note = trim(line.substr(note + 3));
  result.tag = line.starts_with("@");
  result.name = line.substr(result.tag ? 1 : 0, line.find(' ') - (result.tag ? 1 : 0));
  return result;
}

std::vector<PlanLine> plan_of(const fs::path& file) {
  std::vector<PlanLine> lines;
  int number = 0;
  for (const std::string& line : split(foreign_text(file), '\n')) {
    if (auto one = parse(line, ++number)) lines.push_back(std::move(*one));
  }
  return lines;
}

/// Of a change that was reworked later, the scripts have the name of the first tag after it.
std::string script_name(const std::vector<PlanLine>& plan, std::size_t at) {
  bool again = false;
  for (std::size_t i = at + 1; i < plan.size(); ++i) {
    again = again || (!plan[i].tag && plan[i].name == plan[at].name);
  }
  if (!again) return plan[at].name;
  for (std::size_t i = at + 1; i < plan.size(); ++i) {
    if (plan[i].tag) return plan[at].name + "@" + plan[i].name;
  }
  return plan[at].name;
}

}  // namespace

ForeignHistory read_sqitch(const fs::path& folder, std::string_view) {
  const fs::path file = folder / "sqitch.plan";
  if (!fs::exists(file)) {
    throw Error(Failure::Input, fmt::format("there is no file {}", file.string()))
        .with_hint("name the folder that holds sqitch.plan");
  }
  ForeignHistory history;
  std::map<std::string, int> seen;
  const std::vector<PlanLine> plan = plan_of(file);
  for (std::size_t i = 0; i < plan.size(); ++i) {
    if (plan[i].tag) continue;
    const std::string script = script_name(plan, i) + ".sql";
    const int time = ++seen[plan[i].name];
    ForeignMigration migration;
    migration.id = as_revision_id(plan[i].name) + (time > 1 ? fmt::format(".{}", time) : "");
    migration.message = plan[i].note;
    migration.file = folder / "deploy" / script;
    if (!fs::exists(migration.file)) {
      throw Error(Failure::Input,
                  fmt::format("change {} has no file deploy/{}", plan[i].name, script))
          .at({file.string(), plan[i].number});
    }
    migration.up = {{migration.file, foreign_text(migration.file), false}};
    const fs::path back = folder / "revert" / script;
    if (fs::exists(back)) migration.down = {{back, foreign_text(back), false}};
    history.migrations.push_back(std::move(migration));
  }
  if (fs::exists(folder / "verify")) {
    history.notes.emplace_back("scripts in verify/ are passed over: the schema itself is compared");
  }
  return history;
}

}  // namespace syncline
