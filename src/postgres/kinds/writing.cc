#include "postgres/kinds/writing.h"

#include <fmt/format.h>

#include <algorithm>

#include "postgres/kinds/relations.h"

namespace syncline::postgres {

std::string stands_alone(std::string_view catalog, std::string_view oid) {
  return fmt::format(
      "COALESCE((SELECT false FROM pg_depend d WHERE d.classid = '{}'::regclass"
      " AND d.objid = {} AND d.deptype IN ('e', 'i') LIMIT 1), true)",
      catalog, oid);
}

bool differs(const Object& before, const Object& after, Symbol attribute) {
  const Value* old_value = before.attributes.find(attribute);
  const Value* new_value = after.attributes.find(attribute);
  if (!old_value || !new_value) return old_value != new_value;
  return *old_value != *new_value;
}

Steps one_step(std::string sql, std::vector<Hazard> hazards) {
  Step step;
  step.sql = std::move(sql);
  step.hazards = std::move(hazards);
  return {std::move(step)};
}

std::vector<Hazard> drop_hazards(const Object& object, const Ends& ends) {
  if (ends.to.has(object.id)) return {};
  return {{Danger::ApplicationBreak, object.id,
           object.id.text() + " is gone: programs that use it fail"}};
}

void append(Steps& steps, Steps more) {
  std::move(more.begin(), more.end(), std::back_inserter(steps));
}

void alters_form(Step& step, const Object& before, const Object& after) {
  step.makes.push_back(after.id);
  step.needs = after.depends_on;
  step.drops.push_back(before.id);
  for (ObjectId id : before.depends_on) {
    if (std::find(after.depends_on.begin(), after.depends_on.end(), id) == after.depends_on.end())
      step.frees.push_back(id);
  }
}

std::string leading_name(std::string_view text) {
  if (text.empty() || text.front() != '"')
    return std::string(text.substr(0, text.find_first_of(" (")));
  std::size_t end = 1;
  while (text[end] != '"' || text.substr(end, 2) == "\"\"") end += text[end] == '"' ? 2 : 1;
  return std::string(text.substr(0, end + 1));
}

std::string unquoted(std::string_view name) { return parse_path(name).back(); }

}  // namespace syncline::postgres
