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

std::string catalog_text(const Catalog& catalog, const Dialect& dialect) {
  return plan_text(make_plan(Catalog(), catalog, dialect), false);
}

}  // namespace syncline
