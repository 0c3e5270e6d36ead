#include "sqlite/kinds/kinds.h"
#include "sqlite/sql.h"

namespace syncline::sqlite {

namespace {

Drafted create(const Object& trigger, const Ends&) {
  Step step;
  step.sql = "CREATE TRIGGER " + quote_name(trigger.id.name()) + "\n" + trigger.text("timing") +
             " " + trigger.text("event");
  if (!trigger.list("columns").empty()) step.sql += " OF " + quoted_list(trigger.list("columns"));
  step.sql += " ON " + quote_name(trigger.text("table"));
  if (!trigger.text("condition").empty()) step.sql += "\nWHEN " + trigger.text("condition");
  step.sql += "\nBEGIN";
  for (const std::string& statement : trigger.list("body")) step.sql += "\n  " + statement + ";";
  step.sql += "\nEND";
  return Drafted::in_place({step});
}

Drafted drop(const Object& trigger, const Ends&) {
  Step step;
  step.sql = "DROP TRIGGER " + quote_name(trigger.id.name());
  return Drafted::in_place({step});
}

constexpr AttributeRule rules[] = {{"table"},   {"timing"},    {"event"},
                                   {"columns"}, {"condition"}, {"body"}};

}  // namespace

const Kind trigger_kind = {
    .name = "trigger",
    .create = create,
    .drop = drop,
    .attributes = rules,
    .dropped_with_parent = true,
};

}  // namespace syncline::sqlite
