#include <fmt/format.h>

#include "base/text.h"
#include "postgres/kinds/kinds.h"
#include "postgres/kinds/relations.h"
#include "postgres/kinds/sequence_options.h"
#include "postgres/kinds/writing.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

// An identity column's sequence (deptype 'i') belongs to the column and is no object.
std::string sequence_query(int) {
  return R"(
SELECT c.oid, c.relnamespace, c.relname, c.relpersistence = 'u',
       format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
       s.seqcycle, d.deptype, d.refobjid, d.refobjsubid, c.reltype,
       d.deptype = 'a' AND EXISTS (
         SELECT FROM pg_depend u JOIN pg_attrdef f ON f.oid = u.objid
         WHERE u.classid = 2604 AND u.refclassid = 1259 AND u.refobjid = c.oid
               AND f.adrelid = d.refobjid AND f.adnum = d.refobjsubid)
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
     LEFT JOIN pg_depend d ON d.classid = 1259 AND d.objid = c.oid AND d.objsubid = 0
          AND d.refclassid = 1259 AND d.deptype IN ('a', 'i')
WHERE c.relkind = 'S' AND c.oid >= 16384 AND c.relpersistence <> 't'
  AND c.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 3079 AND classid = 1259 AND deptype = 'e'))";
}

SequenceRow sequence_row(const Result& rows, int row, int first) {
  return {.type = rows.string(row, first),
          .start = rows.number(row, first + 1),
          .increment = rows.number(row, first + 2),
          .min = rows.number(row, first + 3),
          .max = rows.number(row, first + 4),
          .cache = rows.number(row, first + 5),
          .cycle = rows.flag(row, first + 6)};
}

/// An identity column's sequence is told to its column.
void read_identity(const Result& rows, int row, const SequenceRow& sequence, ObjectId owner,
                   Reading& reading) {
  Object* column = reading.object(owner);
  if (!column || column->id.kind() != "column") return;
  reading.alias({catalogs::pg_class, rows.oid(row, 0)}, owner);
  std::vector<std::string> clauses = sequence_clauses(sequence);
  clauses.insert(clauses.begin(),
                 std::string(sequence_name_clause) +
                     qualified({reading.schema(rows.oid(row, 1)), rows.string(row, 2)}));
  column->attributes.set(attribute::sequence, std::move(clauses));
}

void read_sequences(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) {
    const std::string& schema = reading.schema(rows.oid(row, 1));
    if (schema.empty()) continue;
    const SequenceRow sequence = sequence_row(rows, row, 4);
    ObjectId owner;
    if (!rows.null(row, 11)) {
      owner = reading.id(
          {catalogs::pg_class, rows.oid(row, 12), static_cast<std::int32_t>(rows.number(row, 13))});
    }
    if (rows.text(row, 11) == "i") {
      read_identity(rows, row, sequence, owner, reading);
      continue;
    }
    Object object{.id = {"sequence", {schema, rows.string(row, 2)}}, .parent = owner};
    object.attributes.set(attribute::unlogged, rows.flag(row, 3));
    if (sequence.type != "bigint") object.attributes.set(attribute::type, sequence.type);
    object.attributes.set(attribute::options, sequence_clauses(sequence));
    if (owner) object.attributes.set(attribute::owned_by, qualified(owner.path(), 3));
    // Said here: of a thing and its own part, pg_depend is otherwise taken to say nothing.
    if (rows.flag(row, 15)) reading.object(owner)->depends_on.push_back(object.id);
    if (rows.oid(row, 14)) reading.alias({catalogs::pg_type, rows.oid(row, 14)}, object.id);
    reading.add({catalogs::pg_class, rows.oid(row, 0)}, std::move(object));
  }
}

/// The column that owns it can only be named when both are there: a step of its own.
Step owned_by(const Object& sequence) {
  const std::string& owner = sequence.text(attribute::owned_by);
  Step step{.sql = fmt::format("ALTER SEQUENCE {} OWNED BY {}", qualified(sequence.id.path()),
                               owner.empty() ? "NONE" : owner)};
  step.makes = {ObjectId("owned sequence", sequence.id.path())};
  step.needs = {sequence.id};
  if (sequence.parent) step.needs.push_back(sequence.parent);
  return step;
}

/// Whether the sequence takes over the numbering of a column that has values.
bool takes_over(const Object& sequence, const Ends& ends) {
  const Object* column = ends.from.find(sequence.parent);
  const std::string& type = column ? column->text(attribute::type) : std::string();
  return type == "smallint" || type == "integer" || type == "bigint";
}

Drafted create_sequence(const Object& sequence, const Ends& ends) {
  const std::string& type = sequence.text(attribute::type);
  std::string sql =
      fmt::format("CREATE {}SEQUENCE {}", sequence.flag(attribute::unlogged) ? "UNLOGGED " : "",
                  qualified(sequence.id.path()));
  if (!type.empty()) sql += " AS " + type;
  for (const std::string& clause : sequence.list(attribute::options)) sql += " " + clause;
  // Its column's default needs the sequence, so the sequence does not wait for the column.
  Steps steps{{.sql = std::move(sql),
               .makes = {sequence.id},
               .needs = {ObjectId("schema", {sequence.id.path().front()})}}};
  if (!sequence.text(attribute::owned_by).empty()) steps.push_back(owned_by(sequence));
  if (takes_over(sequence, ends)) {
    Step count{.sql = counted_on(qualified(sequence.id.path()), sequence.parent,
                                 sequence.list(attribute::options))};
    count.makes = {ObjectId("counting sequence", sequence.id.path())};
    count.needs = {sequence.id, sequence.parent};
    if (!count.sql.empty()) steps.push_back(std::move(count));
  }
  return Drafted::in_place(std::move(steps));
}

Drafted drop_sequence(const Object& sequence, const Ends& ends) {
  // Its column is not freed by this: the column's own steps come first, they stop using the
  // sequence.
  std::vector<ObjectId> frees = sequence.depends_on;
  std::erase(frees, sequence.parent);
  return Drafted::in_place({{.sql = "DROP SEQUENCE " + qualified(sequence.id.path()),
                             .drops = {sequence.id},
                             .frees = std::move(frees),
                             .hazards = drop_hazards(sequence, ends)}});
}

Alteration alter_owner(const Object& before, const Object& after, const Ends&) {
  Step step = owned_by(after);
  if (before.parent) step.frees.push_back(before.parent);
  return Alteration::in_place({std::move(step)});
}

/// Type and clauses in one statement: the default bounds hang on the type.
Alteration alter_clauses(const Object& before, const Object& after, const Ends&) {
  const std::string name = qualified(after.id.path());
  Steps steps;
  const auto& old_clauses = before.list(attribute::options);
  const auto& new_clauses = after.list(attribute::options);
  const std::string moved = moved_value(name, old_clauses, new_clauses);
  if (!moved.empty()) steps.push_back({.sql = moved});
  std::string actions;
  const std::string& type = after.text(attribute::type);
  if (before.text(attribute::type) != type) actions += " AS " + (type.empty() ? "bigint" : type);
  for (const std::string& clause : changed_clauses(old_clauses, new_clauses)) {
    actions += " " + clause;
  }
  if (!actions.empty()) steps.push_back({.sql = "ALTER SEQUENCE " + name + actions});
  return Alteration::in_place(std::move(steps));
}

Alteration alter_type_of_sequence(const Object& before, const Object& after, const Ends& ends) {
  const bool both = before.list(attribute::options) != after.list(attribute::options);
  return both ? Alteration::in_place({}) : alter_clauses(before, after, ends);
}

Alteration alter_persistence(const Object&, const Object& after, const Ends&) {
  return Alteration::in_place(
      {{.sql = fmt::format("ALTER SEQUENCE {} SET {}", qualified(after.id.path()),
                           after.flag(attribute::unlogged) ? "UNLOGGED" : "LOGGED")}});
}

bool follows_its_column(const Object&) { return true; }
bool has_position(const Object&) { return true; }

constexpr AttributeRule sequence_attributes[] = {
    {"owned_by", alter_owner},
    {"options", alter_clauses},
    {"type", alter_type_of_sequence},
    {"unlogged", alter_persistence},
};

}  // namespace

const Reader sequence_reader{"sequences", sequence_query, read_sequences};
const Kind sequence_kind{.name = "sequence",
                         .create = create_sequence,
                         .drop = drop_sequence,
                         .attributes = sequence_attributes,
                         .dropped_with_parent = true,
                         .follows_alteration = follows_its_column,
                         .holds_data = has_position};

}  // namespace syncline::postgres
