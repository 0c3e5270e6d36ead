#include "postgres/kinds/writing.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

std::string option_name(std::string_view option) {
  return std::string(option.substr(0, option.find('=')));
}

/// name='value': a quoted value is right for every sort of option.
std::string option_text(std::string_view option) {
  std::size_t equals = option.find('=');
  if (equals == std::string_view::npos) return std::string(option);
  return fmt::format("{}={}", option.substr(0, equals), quote_text(option.substr(equals + 1)));
}

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

std::string stands_alone(std::string_view catalog, std::string_view oid) {
  return fmt::format(
      "(SELECT d.objid FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.{}'::regclass"
      " AND d.objid = {} AND d.deptype IN ('e', 'i') LIMIT 1) IS NULL",
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

std::string with_options(const std::vector<std::string>& options) {
  if (options.empty()) return {};
  std::vector<std::string> texts;
  for (const std::string& option : options) texts.push_back(option_text(option));
  return " WITH (" + join(texts, ", ") + ")";
}

Steps alter_options(const std::string& target, const Object& before, const Object& after) {
  const std::vector<std::string>& old_options = before.list("options");
  const std::vector<std::string>& new_options = after.list("options");
  std::vector<std::string> set, kept, reset;
  for (const std::string& option : new_options) {
    kept.push_back(option_name(option));
    if (!contains(old_options, option)) set.push_back(option_text(option));
  }
  for (const std::string& option : old_options) {
    if (!contains(kept, option_name(option))) reset.push_back(option_name(option));
  }
  Steps steps;
  if (!reset.empty()) append(steps, one_step(target + " RESET (" + join(reset, ", ") + ")"));
  if (!set.empty()) append(steps, one_step(target + " SET (" + join(set, ", ") + ")"));
  return steps;
}

}  // namespace syncline::postgres
