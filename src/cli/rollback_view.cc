#include "cli/rollback_view.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

std::string way_text(const WayBack& way) {
  if (!way.why_not.empty()) {
    return fmt::format("{} not possible: {}\n", painted(Paint::Strong, way.name + ":"),
                       way.why_not);
  }
  std::string text = painted(Paint::Strong, way.name + ":") + "\n";
  for (const std::string& line : way.gives) text += fmt::format("  + {}\n", line);
  for (const std::string& line : way.loses) {
    text += painted(Paint::Careful, fmt::format("  - {}", line)) + "\n";
  }
  return text;
}

}  // namespace

std::string rollback_text(const ShownRollback& shown) {
  const RollbackPlan& plan = shown.plan;
  std::string text;
  if (shown.application_alone) {
    text = fmt::format("deployment {} brought the application to {}, and changed no schema\n",
                       shown.deployment, shown.database);
  } else if (plan.reverted.empty()) {
    return fmt::format("nothing to roll back: {} is there\n", shown.database);
  } else {
    text = fmt::format(
        "{} goes back to {}: {} taken back{}\n", shown.database, plan.to.empty() ? "base" : plan.to,
        plan.reverted.size() == 1 ? "1 revision is"
                                  : fmt::format("{} revisions are", plan.reverted.size()),
        shown.deployment.empty() ? "" : fmt::format(", of deployment {}", shown.deployment));
  }
  if (!shown.application.empty()) {
    text +=
        fmt::format("{} {}\n", painted(Paint::Strong, "the application first:"), shown.application);
  }
  for (const WayBack& way : plan.ways) text += way_text(way);
  return text;
}

Data rollback_data(const ShownRollback& shown) {
  Data::List reverted, ways;
  for (const Revision* one : shown.plan.reverted) reverted.emplace_back(one->id);
  for (const WayBack& way : shown.plan.ways) {
    ways.push_back(Data::Record{{"way", way.name},
                                {"possible", way.why_not.empty()},
                                {"why_not", Data::text_or_null(way.why_not)},
                                {"gives", way.gives},
                                {"loses", way.loses},
                                {"backup", way.backup ? Data(way.backup->name()) : Data()}});
  }
  return Data::Record{{"database", shown.database},
                      {"revisions", std::move(reverted)},
                      {"to", Data::text_or_null(shown.plan.to)},
                      {"deployment", Data::text_or_null(shown.deployment)},
                      {"application", Data::text_or_null(shown.application)},
                      {"ways", std::move(ways)}};
}

}  // namespace syncline
