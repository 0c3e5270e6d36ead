#include <fmt/format.h>

#include "base/text.h"
#include "postgres/kinds/kinds.h"
#include "postgres/kinds/parts.h"
#include "postgres/kinds/relations.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

std::string create_statement(const Object& index, bool only) {
  std::string sql =
      fmt::format("CREATE {}INDEX {} ON {}{}", index.flag("unique") ? "UNIQUE " : "",
                  quote_name(index.id.name()), only ? "ONLY " : "", qualified(index.parent.path()));
  const std::string& method = index.text("method");
  if (!method.empty()) sql += " USING " + quote_name(method);
  sql += fmt::format(" ({})", join(index.list(attribute::keys), ", "));
  const auto& include = index.list(attribute::include);
  if (!include.empty()) sql += fmt::format(" INCLUDE ({})", quoted_list(include));
  if (index.flag(attribute::nulls_not_distinct)) sql += " NULLS NOT DISTINCT";
  sql += with_options(index);
  const std::string& space = index.text(attribute::tablespace);
  if (!space.empty()) sql += " TABLESPACE " + quote_name(space);
  const std::string& where = index.text("where");
  if (!where.empty()) sql += " WHERE " + where;
  return sql;
}

/// "2=500": the statistics target of the second key.
Step statistics_step(const Object& index, const std::string& target) {
  const std::size_t equals = target.find('=');
  return {.sql = fmt::format("ALTER INDEX {} ALTER COLUMN {} SET STATISTICS {}",
                             qualified(index.id.path()), target.substr(0, equals),
                             target.substr(equals + 1)),
          .makes = {ObjectId("marked index", index.id.path())},
          .needs = {index.id}};
}

std::vector<Hazard> creation_hazards(const Object& index, const Ends& ends) {
  if (!ends.from.has(index.parent)) return {};  // a new table has no rows
  std::vector<Hazard> hazards;
  if (index.flag("unique")) {
    hazards.push_back(
        {Danger::MayFail, index.id, fmt::format("rows may be equal under {}", index.id.text())});
  }
  hazards.push_back(
      {Danger::BlocksWrites, index.id,
       fmt::format("writers of {} wait while {} is made", index.parent.text(), index.id.text())});
  return hazards;
}

Drafted create_index(const Object& index, const Ends& ends) {
  if (made_from_above(index, ends)) return Drafted::in_place({});
  const Reach reach = reach_of(index, ends);
  Step create{.sql = create_statement(index, reach.only), .hazards = creation_hazards(index, ends)};
  if (attached_to(index, ends.to) || reach.makes.size() > 1) {
    create.makes = reach.makes;
    create.needs = needs_without_whole(index, ends.to);
  }
  Steps steps{std::move(create)};
  for (const std::string& target : index.list(attribute::statistics)) {
    steps.push_back(statistics_step(index, target));
  }
  for (Step& step : attach_part(index, ends)) steps.push_back(std::move(step));
  for (Step& step : index_marks(index)) steps.push_back(std::move(step));
  return Drafted::in_place(std::move(steps));
}

Drafted drop_index(const Object& index, const Ends& ends) {
  if (dropped_from_above(index, ends)) return Drafted::in_place({});
  Step drop{.sql = "DROP INDEX " + qualified(index.id.path())};
  include_parts(drop, index, ends.from);
  return Drafted::in_place({std::move(drop)});
}

Alteration alter_index_options(const Object& before, const Object& after, const Ends&) {
  return Alteration::in_place(
      alter_options(fmt::format("ALTER INDEX {} ", qualified(after.id.path())), before, after));
}

Alteration alter_index_tablespace(const Object&, const Object& after, const Ends&) {
  const std::string& space = after.text(attribute::tablespace);
  return Alteration::in_place(
      {{.sql = fmt::format("ALTER INDEX {} SET TABLESPACE {}", qualified(after.id.path()),
                           space.empty() ? "pg_default" : quote_name(space)),
        .hazards = {
            {Danger::BlocksReads, after.id, fmt::format("{} is copied", after.id.text())}}}});
}

Alteration alter_index_statistics(const Object& before, const Object& after, const Ends&) {
  Steps steps;
  const auto find_key = [](const Object& index, const std::string& key) {
    for (const std::string& target : index.list(attribute::statistics)) {
      if (target.substr(0, target.find('=')) == key) return target;
    }
    return std::string();
  };
  for (const std::string& target : before.list(attribute::statistics)) {
    const std::string key = target.substr(0, target.find('='));
    if (find_key(after, key).empty()) steps.push_back(statistics_step(after, key + "=-1"));
  }
  for (const std::string& target : after.list(attribute::statistics)) {
    if (find_key(before, target.substr(0, target.find('='))) == target) continue;
    steps.push_back(statistics_step(after, target));
  }
  return Alteration::in_place(std::move(steps));
}

bool follows_column(const Object&) { return true; }

constexpr AttributeRule index_attributes[] = {
    {"table"},
    {"method"},
    {"unique"},
    {"nulls_not_distinct"},
    {"keys"},
    {"include"},
    {"where"},
    {"invalid"},  // what a failed CREATE INDEX CONCURRENTLY left is made anew
    {"partition_of", alter_part},
    {"options", alter_index_options},
    {"tablespace", alter_index_tablespace},
    {"statistics", alter_index_statistics},
    {"clustered", alter_clustered},
    {"replica_identity", alter_replica_identity},
};

}  // namespace

const Kind index_kind{.name = "index",
                      .create = create_index,
                      .drop = drop_index,
                      .attributes = index_attributes,
                      .dropped_with_parent = true,
                      .follows_alteration = follows_column};

}  // namespace syncline::postgres
