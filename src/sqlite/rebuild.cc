#include "sqlite/rebuild.h"

#include <algorithm>

#include "base/text.h"
#include "sqlite/declare.h"
#include "sqlite/hazards.h"
#include "sqlite/sql.h"

namespace syncline::sqlite {

namespace {

/// The statement that takes the rows over: the columns in both tables that are not computed in the
/// new one. SQLite does not tell names apart by case, so `Name` that becomes `name` keeps its
/// values.
std::string copy_rows(const Object& before, const Object& after, const Ends& ends,
                      const std::string& fresh) {
  std::vector<std::string> from, to;
  const Object* first = nullptr;
  std::vector<const Object*> old_columns = ends.from.children(before.id, "column");
  for (const Object* column : ends.to.children(after.id, "column")) {
    if (!column->text("generated").empty()) continue;
    if (!first) first = column;
    auto same = std::find_if(old_columns.begin(), old_columns.end(), [&](const Object* other) {
      return lower(other->id.name()) == lower(column->id.name());
    });
    if (same == old_columns.end()) continue;
    from.push_back(quote_name((*same)->id.name()));
    to.push_back(quote_name(column->id.name()));
  }
  if (from.empty() && first) {  // the rows stay even when none of their values do
    const std::string& value = first->text("default");
    from.push_back(value.empty() ? "NULL" : value);
    to.push_back(quote_name(first->id.name()));
  }
  return "INSERT INTO " + quote_name(fresh) + " (" + join(to, ", ") + ")\nSELECT " +
         join(from, ", ") + " FROM " + quote_name(before.id.name());
}

bool counts_up(const Object& table, const Catalog& catalog) {
  std::vector<const Object*> constraints = catalog.children(table.id, "constraint");
  return std::any_of(constraints.begin(), constraints.end(),
                     [](const Object* constraint) { return constraint->flag("autoincrement"); });
}

std::vector<ObjectId> table_and_parts(const Object& table, const Catalog& catalog) {
  std::vector<ObjectId> ids = {table.id};
  for (const char* kind : {"column", "constraint"}) {
    for (const Object* part : catalog.children(table.id, kind)) ids.push_back(part->id);
  }
  return ids;
}

}  // namespace

Steps rebuild_table(const Object& before, const Object& after, const Ends& ends) {
  const std::string& name = after.id.name();
  std::string fresh = "syncline_new_" + name;
  Steps steps;
  auto add = [&](std::string sql) -> Step& {
    steps.emplace_back().sql = std::move(sql);
    return steps.back();
  };

  add(create_table(after, ends.to, fresh)).drops = table_and_parts(before, ends.from);
  add(copy_rows(before, after, ends, fresh)).hazards = copy_hazards(before, after, ends);
  if (counts_up(before, ends.from) && counts_up(after, ends.to)) {
    // The highest number ever given may be above the highest that is still there.
    add("DELETE FROM sqlite_sequence WHERE name = " + quote_text(fresh));
    add("INSERT INTO sqlite_sequence (name, seq)\nSELECT " + quote_text(fresh) +
        ", seq FROM sqlite_sequence WHERE name = " + quote_text(name));
  }
  add("DROP TABLE " + quote_name(name));
  add("PRAGMA legacy_alter_table = ON");
  add("ALTER TABLE " + quote_name(fresh) + " RENAME TO " + quote_name(name));
  add("PRAGMA legacy_alter_table = OFF").makes = table_and_parts(after, ends.to);
  return steps;
}

}  // namespace syncline::sqlite
