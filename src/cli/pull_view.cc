#include "cli/pull_view.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/show.h"
#include "cli/terminal.h"
#include "plan/script.h"

namespace syncline {

namespace {

std::string_view way_name(PullWay way) {
  switch (way) {
    case PullWay::Nothing:
      return "nothing";
    case PullWay::Run:
      return "revisions";
    case PullWay::Schema:
      return "schema";
    case PullWay::Ledger:
      return "ledger";
  }
  return "";
}

Data losses_data(const std::vector<Hazard>& losses) {
  std::vector<std::string> lines;
  for (const Hazard& one : losses) lines.push_back(one.why);
  return lines;
}

}  // namespace

void PullView::found(const Upstream& upstream, bool adopting) {
  from_ = upstream.what;
  environment_ = from_.substr(from_.find(':') + 1);
  drift_ = upstream.has_drift();
  changes_ = changes_data(upstream.drift.changes);
  if (!upstream.adopted.empty()) adopted_ = upstream.adopted;
  if (!json_ && drift_) tell_of_drift(upstream, adopting);
}

void PullView::tell_of_drift(const Upstream& upstream, bool adopting) {
  print(fmt::format("{} {} was changed by hand\n{}", painted(Paint::Careful, "drift"), from_,
                    changes_text(upstream.drift.changes)));
  if (upstream.adopted.empty()) {
    if (adopting) return;
    return print_aside(fmt::format(
        "hint: write it as a revision: syncline pull {} --adopt -m \"…\"\n", environment_));
  }
  print(fmt::format("revision {} makes it\n", upstream.adopted));
  print_aside(fmt::format("hint: tell {} of it: syncline stamp {} --env {}\n", from_,
                          upstream.adopted, environment_));
}

void PullView::made(const std::string& what, bool now) {
  made_ = now;
  if (json_) return;
  print_aside(fmt::format("syncline: {} {}\n", what,
                          now ? "is made anew" : "does not exist yet, and would be made"));
}

void PullView::adopted(const AdoptReport& report, const Upstream& upstream) {
  acted_ = true;
  if (!report.file.empty()) adopted_ = upstream.adopted;
  if (json_) return;
  if (report.file.empty()) {
    return print(fmt::format("would write a revision:\n{}\n-- and back:\n{}",
                             plan_text(report.up, true), plan_text(report.down, true)));
  }
  print(fmt::format("wrote {}\n", std::filesystem::proximate(report.file).string()));
  print_aside(
      fmt::format("hint: tell {} of it: syncline stamp {} --env {}; the models do not have it yet: "
                  "syncline check\n",
                  from_, upstream.adopted, environment_));
}

void PullView::planned(const PullPlan& plan) {
  if (json_) return;
  print(hazards_text(plan.losses));
  if (plan.schema) print(plan_text(plan.schema->plan, true));
}

void PullView::seeded(const std::filesystem::path& file) {
  acted_ = true;
  seeded_ = file.filename().string();
  if (!json_) print(fmt::format("seeded by {}\n", file.filename().string()));
}

void PullView::copied(const std::vector<CopiedTable>& tables) {
  acted_ = true;
  Data::List list;
  for (const CopiedTable& one : tables) {
    list.push_back(Data::Record{
        {"table", one.table}, {"asked", one.asked}, {"rows", one.rows}, {"added", one.added}});
    if (json_ || (one.rows == 0 && !one.asked)) continue;
    print(fmt::format("copied {} of {}{}{}\n", count_of(one.rows, "row"), one.table,
                      one.asked ? "" : ", which others point at",
                      one.added < one.rows ? fmt::format(" ({} new)", one.added) : ""));
  }
  rows_ = list;
}

Data PullView::data(const PullPlan& plan) const {
  return Data::Record{{"from", from_},
                      {"into", into_},
                      {"way", way_name(plan.way)},
                      {"taken_back", plan.back},
                      {"applied", plan.forth},
                      {"losses", losses_data(plan.losses)},
                      {"steps", plan.schema ? steps_data(plan.schema->plan) : Data(Data::List{})},
                      {"drift", changes_},
                      {"adopted", adopted_},
                      {"made", made_},
                      {"rows", rows_},
                      {"seeded", seeded_}};
}

int PullView::dry_run(const PullPlan& plan) {
  const bool nothing = plan.way == PullWay::Nothing && !acted_;
  if (json_) {
    Data all = data(plan);
    all.add("done", false);
    print_json(all);
    return nothing ? 0 : 1;
  }
  const bool run = plan.way == PullWay::Run;
  for (const std::string& id : plan.back) {
    print(fmt::format("would {} {}\n", run ? "take back" : "strike from the ledger", id));
  }
  for (const std::string& id : plan.forth) {
    print(fmt::format("would {} {}\n", run ? "apply" : "write into the ledger", id));
  }
  if (nothing) print(fmt::format("nothing to do: {} has what {} has\n", into_, from_));
  return nothing ? 0 : 1;
}

int PullView::result(const PullPlan& plan, const Comparison& ends) {
  if (json_) {
    Data all = data(plan);
    all.add("done", true);
    all.add("equal", ends.equal());
    all.add("differences", changes_data(ends.changes));
    print_json(all);
    return ends.equal() ? 0 : 1;
  }
  const bool told = plan.way == PullWay::Schema || plan.way == PullWay::Ledger;
  if (told && !plan.forth.empty()) {
    print(fmt::format("its ledger was told of {}: {}; they were not run\n",
                      count_of(plan.forth.size(), "revision"), join(plan.forth, ", ")));
  }
  if (ends.equal()) {
    print(plan.way == PullWay::Nothing && !acted_ ? fmt::format("nothing to do: {} equals {}\n", into_, from_)
                                       : fmt::format("{} equals {} now, verified\n", into_, from_));
    return 0;
  }
  print(fmt::format("{} {} → {}\n{}", painted(Paint::Bad, "differ"), ends.from, ends.to,
                    changes_text(ends.changes)));
  return 1;
}

}  // namespace syncline
