#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "postgres/kinds/kinds.h"
#include "postgres/kinds/lineage.h"
#include "postgres/kinds/parts.h"
#include "postgres/kinds/relations.h"
#include "postgres/kinds/table_attach.h"
#include "postgres/kinds/writing.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

bool is_routine(ObjectId id) {
  return id.kind() == "function" || id.kind() == "procedure" || id.kind() == "aggregate";
}

/// Whether `start` cannot be made before `target`, over any number of dependencies.
bool waits_for(ObjectId start, ObjectId target, const Catalog& catalog) {
  std::vector<ObjectId> open{start};
  std::unordered_set<ObjectId> seen;
  while (!open.empty()) {
    const ObjectId id = open.back();
    open.pop_back();
    if (id == target) return true;
    const Object* object = catalog.find(id);
    if (!object || !seen.insert(id).second) continue;
    open.insert(open.end(), object->depends_on.begin(), object->depends_on.end());
    if (object->parent) open.push_back(object->parent);
  }
  return false;
}

/// A default that calls a function which itself needs the table is set after both.
bool default_waits(const Object& column, const Catalog& catalog) {
  if (column.text(attribute::default_value).empty()) return false;
  return std::any_of(column.depends_on.begin(), column.depends_on.end(), [&](ObjectId id) {
    return is_routine(id) && waits_for(id, column.parent, catalog);
  });
}

/// CREATE TABLE of one table, put together piece by piece.
class Creation {
 public:
  Creation(const Object& table, const Ends& ends)
      : table_(table), catalog_(ends.to), whole_(is_plain_partition(table, ends.to)) {}

  Steps steps() {
    create_.makes = {table_.id};
    need(table_);
    if (table_.parent) create_.needs.push_back(table_.parent);
    for (const Object* column : catalog_.children(table_.id, "column")) add_column(*column);
    for (const Object* constraint : catalog_.children(table_.id, "constraint")) {
      if (made_with_table(*constraint)) add_constraint(*constraint);
    }
    if (whole_) {
      be_partition();
    } else if (is_partition()) {
      for (const Object* check : checks_above(table_, catalog_)) {
        lines_.push_back(constraint_definition(*check));
        need(*check);
      }
    }
    create_.sql = text();
    Steps steps{std::move(create_)};
    if (is_partition() && !whole_) steps.push_back(attach_partition(table_, catalog_));
    std::move(later_.begin(), later_.end(), std::back_inserter(steps));
    return steps;
  }

 private:
  bool is_partition() const { return !table_.text(attribute::partition_of).empty(); }
  bool is_typed() const { return !table_.text(attribute::of_type).empty(); }

  void need(const Object& object) {
    create_.needs.insert(create_.needs.end(), object.depends_on.begin(), object.depends_on.end());
  }

  void add_column(const Object& column) {
    create_.makes.push_back(column.id);
    Object written = column;
    if (default_waits(column, catalog_)) {
      written.attributes.set(attribute::default_value, std::string());
      std::vector<ObjectId> needs{column.id};
      needs.insert(needs.end(), column.depends_on.begin(), column.depends_on.end());
      alter_later(column, "SET DEFAULT " + column.text(attribute::default_value), std::move(needs));
    } else {
      need(column);
    }
    if (!whole_) write_column(written);
    for (const std::string& action : column_settings(column)) {
      if (!whole_) later(action, {column.id});
    }
  }

  void write_column(const Object& column) {
    if (is_typed()) {
      const std::string constraints = column_constraints(column);
      if (!constraints.empty()) {
        lines_.push_back(quote_name(column.id.name()) + " WITH OPTIONS" + constraints);
      }
    } else if (column.flag(attribute::inherited)) {
      override_inherited(column);
    } else {
      lines_.push_back(column_definition(column));
    }
  }

  /// What a column of an heir has differently from the column above.
  void override_inherited(const Object& column) {
    const Object* above = nullptr;
    for (ObjectId parent : parents_of(table_)) {
      if (!above) above = catalog_.find(column_id(parent, column.id.name()));
    }
    if (!above) return;
    const std::string& value = column.text(attribute::default_value);
    if (value != above->text(attribute::default_value)) {
      alter_later(column, value.empty() ? "DROP DEFAULT" : "SET DEFAULT " + value, {column.id});
    }
    const bool not_null = column.flag(attribute::not_null);
    if (not_null != above->flag(attribute::not_null)) {
      alter_later(column, not_null ? "SET NOT NULL" : "DROP NOT NULL", {column.id});
    }
  }

  void add_constraint(const Object& constraint) {
    // What PARTITION OF makes by itself is not written.
    if (whole_ && !constraint.text(attribute::partition_of).empty()) return;
    create_.makes.push_back(constraint.id);
    need(constraint);
    lines_.push_back(constraint_definition(constraint));
  }

  /// PARTITION OF also makes what is attached to the keys and indexes of the whole.
  void be_partition() {
    const ObjectId above = table_id(parse_path(table_.text(attribute::partition_of)));
    for (const Object* part : parts_on(table_.id, catalog_)) {
      create_.makes.push_back(part->id);
      create_.needs.push_back(attached_to(*part, catalog_));
    }
    create_.makes.push_back(attached(table_.id));
    create_.needs.push_back(above);
    for (const Object* column : catalog_.children(above, "column")) {
      create_.needs.push_back(column->id);
    }
  }

  void later(const std::string& action, std::vector<ObjectId> needs) {
    Step step{.sql = alter_table(table_.id, !parents_of(table_).empty()) + action};
    step.makes = {ObjectId("finished table", table_.id.path())};
    step.needs = std::move(needs);
    step.needs.push_back(table_.id);
    later_.push_back(std::move(step));
  }

  void alter_later(const Object& column, const std::string& action, std::vector<ObjectId> needs) {
    later(fmt::format("ALTER COLUMN {} {}", quote_name(column.id.name()), action),
          std::move(needs));
  }

  std::string text() {
    std::string sql =
        fmt::format("CREATE {}TABLE {}", table_.flag(attribute::unlogged) ? "UNLOGGED " : "",
                    qualified(table_.id.path()));
    if (is_typed()) sql += " OF " + table_.text(attribute::of_type);
    if (whole_) sql += " PARTITION OF " + table_.text(attribute::partition_of);
    const bool may_be_bare = is_typed() || whole_;
    if (!lines_.empty()) {
      sql += " (\n    " + join(lines_, ",\n    ") + "\n)";
    } else if (!may_be_bare) {
      sql += " ()";
    }
    if (whole_) sql += " " + table_.text(attribute::bound);
    const auto& inherits = table_.list(attribute::inherits);
    if (!inherits.empty()) sql += "\nINHERITS (" + join(inherits, ", ") + ")";
    const std::string& key = table_.text(attribute::partition_key);
    if (!key.empty()) sql += "\nPARTITION BY " + key;
    const std::string& method = table_.text("access_method");
    if (!method.empty()) sql += "\nUSING " + quote_name(method);
    const std::string options = with_options(table_);
    if (!options.empty()) sql += "\n" + std::string(trim(options));
    const std::string& space = table_.text(attribute::tablespace);
    if (!space.empty()) sql += "\nTABLESPACE " + quote_name(space);
    return sql;
  }

  const Object& table_;
  const Catalog& catalog_;
  const bool whole_;  ///< by CREATE TABLE … PARTITION OF
  Step create_;
  std::vector<std::string> lines_;
  Steps later_;
};

std::string replica_action(const Object& table) {
  const std::string& identity = table.text(attribute::replica_identity);
  return "REPLICA IDENTITY " + (identity.empty() ? "DEFAULT" : identity);
}

Drafted create_table(const Object& table, const Ends& ends) {
  Steps steps = Creation(table, ends).steps();
  const auto add = [&](const std::string& action) {
    steps.push_back({.sql = alter_table(table.id) + action,
                     .makes = {ObjectId("finished table", table.id.path())},
                     .needs = {table.id}});
  };
  if (table.flag("row_security")) add("ENABLE ROW LEVEL SECURITY");
  if (table.flag("force_row_security")) add("FORCE ROW LEVEL SECURITY");
  if (!table.text(attribute::replica_identity).empty()) add(replica_action(table));
  return Drafted::in_place(std::move(steps));
}

Drafted drop_table(const Object& table, const Ends& ends) {
  std::vector<Hazard> hazards = {
      {Danger::DataLoss, table.id, fmt::format("{} is dropped with its rows", table.id.text())}};
  for (Hazard& hazard : drop_hazards(table, ends)) hazards.push_back(std::move(hazard));
  return Drafted::in_place(
      one_step("DROP TABLE " + qualified(table.id.path()), std::move(hazards)));
}

Alteration alter(const Object& after, const std::string& action, std::vector<Hazard> hazards = {}) {
  return Alteration::in_place(
      {{.sql = alter_table(after.id) + action, .hazards = std::move(hazards)}});
}

std::vector<Hazard> rewrite_hazards(const Object& table) {
  const std::string why = fmt::format("{} is written anew", table.id.text());
  return {{Danger::TableRewrite, table.id, why}, {Danger::BlocksReads, table.id, why}};
}

Alteration alter_persistence(const Object&, const Object& after, const Ends&) {
  return alter(after, after.flag(attribute::unlogged) ? "SET UNLOGGED" : "SET LOGGED",
               rewrite_hazards(after));
}

Alteration alter_of_type(const Object&, const Object& after, const Ends&) {
  const std::string& type = after.text(attribute::of_type);
  return alter(after, type.empty() ? "NOT OF" : "OF " + type);
}

Alteration alter_method(const Object&, const Object& after, const Ends&) {
  const std::string& method = after.text("access_method");
  return alter(after, "SET ACCESS METHOD " + (method.empty() ? "heap" : quote_name(method)),
               rewrite_hazards(after));
}

Alteration alter_tablespace(const Object&, const Object& after, const Ends&) {
  const std::string& space = after.text(attribute::tablespace);
  return alter(after, "SET TABLESPACE " + (space.empty() ? "pg_default" : quote_name(space)),
               rewrite_hazards(after));
}

Alteration alter_table_options(const Object& before, const Object& after, const Ends&) {
  return Alteration::in_place(alter_options(alter_table(after.id), before, after));
}

Alteration alter_row_security(const Object&, const Object& after, const Ends&) {
  return alter(after, fmt::format("{} ROW LEVEL SECURITY",
                                  after.flag("row_security") ? "ENABLE" : "DISABLE"));
}

Alteration alter_forced(const Object&, const Object& after, const Ends&) {
  return alter(after, fmt::format("{} ROW LEVEL SECURITY",
                                  after.flag("force_row_security") ? "FORCE" : "NO FORCE"));
}

Alteration alter_replica(const Object&, const Object& after, const Ends& ends) {
  // An index that takes its place says so itself.
  for (const Object* child : ends.to.children(after.id)) {
    if (child->flag(attribute::replica_identity)) return Alteration::in_place({});
  }
  return alter(after, replica_action(after));
}

bool stands_by_itself(const Object&) { return true; }

constexpr AttributeRule table_attributes[] = {
    {"partition_key"},  // no statement changes it: the table is made anew
    {"of_type", alter_of_type},
    {"partition_of", alter_partition},
    {"bound", alter_bound},
    {"inherits", alter_inherits},
    {"unlogged", alter_persistence},
    {"access_method", alter_method},
    {"tablespace", alter_tablespace},
    {"options", alter_table_options},
    {"row_security", alter_row_security},
    {"force_row_security", alter_forced},
    {"replica_identity", alter_replica},
};

}  // namespace

const Kind table_kind{.name = "table",
                      .create = create_table,
                      .drop = drop_table,
                      .attributes = table_attributes,
                      .follows_alteration = stands_by_itself,
                      .holds_data = stands_by_itself,
                      .release = release_partition};

}  // namespace syncline::postgres
