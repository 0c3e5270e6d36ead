#include "plan/planner.h"

#include <algorithm>
#include <stdexcept>

#include "plan/order.h"

namespace syncline {

namespace {

/// Objects that go along with drops on a cycle, and lean on something another stuck step drops: two
/// tables whose foreign keys point at each other. Dropped apart and first, they break the cycle.
std::unordered_set<ObjectId> cycle_breakers(const std::vector<Draft>& drafts, const Order& order,
                                            const Catalog& from) {
  std::unordered_set<ObjectId> dropped_by_stuck;
  for (std::size_t row : order.stuck) {
    dropped_by_stuck.insert(drafts[row].step.drops.begin(), drafts[row].step.drops.end());
  }
  std::unordered_set<ObjectId> apart;
  for (std::size_t row : order.stuck) {
    const std::vector<ObjectId>& own = drafts[row].step.drops;
    for (ObjectId id : own) {
      const Object* object = from.find(id);
      if (id == drafts[row].object || !object) continue;
      bool leans_outside =
          std::any_of(object->depends_on.begin(), object->depends_on.end(), [&](ObjectId on) {
            return dropped_by_stuck.count(on) && std::find(own.begin(), own.end(), on) == own.end();
          });
      if (leans_outside) apart.insert(id);
    }
  }
  return apart;
}

[[noreturn]] void report_cycle(const std::vector<Draft>& drafts, const Order& order) {
  std::string text = "the steps of the plan wait for each other:";
  for (std::size_t i = 0; i < std::min<std::size_t>(order.stuck.size(), 8); ++i) {
    const std::string& sql = drafts[order.stuck[i]].step.sql;
    text += "\n  " + sql.substr(0, sql.find('\n'));
  }
  throw std::logic_error(text);
}

}  // namespace

std::vector<Hazard> Plan::hazards() const {
  std::vector<Hazard> all;
  for (const Step& step : steps) all.insert(all.end(), step.hazards.begin(), step.hazards.end());
  return all;
}

Plan make_plan(const Catalog& from, const Catalog& to, const Dialect& dialect) {
  Ends ends{from, to};
  Expansion expansion = expand(ends, dialect);
  std::vector<Draft> drafts = draft_steps(expansion, ends, dialect, {});
  Order order = order_drafts(drafts);
  if (!order.stuck.empty()) {
    std::unordered_set<ObjectId> apart = cycle_breakers(drafts, order, from);
    drafts = draft_steps(expansion, ends, dialect, apart);
    order = order_drafts(drafts);
    if (!order.stuck.empty()) report_cycle(drafts, order);
  }
  Plan plan;
  plan.steps.reserve(drafts.size());
  for (std::size_t row : order.rows) plan.steps.push_back(std::move(drafts[row].step));
  return plan;
}

}  // namespace syncline
