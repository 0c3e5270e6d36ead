#include "plan/script.h"

namespace syncline {

std::string plan_text(const Plan& plan, bool with_hazards) {
  std::string text;
  for (const Step& step : plan.steps) {
    if (!text.empty()) text += "\n";
    if (with_hazards) {
      for (const Hazard& hazard : step.hazards) {
        text += "-- hazard: " + std::string(danger_name(hazard.danger)) + ": " + hazard.why + "\n";
      }
    }
    text += step.sql + ";\n";
  }
  return text;
}

std::string plan_script(const Plan& plan, const Dialect& dialect, bool with_hazards) {
  if (plan.empty()) return {};
  return std::string(dialect.script_prologue) + plan_text(plan, with_hazards);
}

std::string catalog_text(const Catalog& catalog, const Dialect& dialect) {
  return plan_script(make_plan(Catalog(), catalog, dialect), dialect, false);
}

}  // namespace syncline
