// Comments on everything that we read. A comment is a child of what it is about; its path is that
// of the object, and its last element the object's kind.
//
// Not read: comments on extensions (CREATE EXTENSION writes them) and the one that the schema
// public has from the beginning.
//
// Source: PostgreSQL manual, pg_description; COMMENT.
#include <fmt/format.h>

#include <string_view>

#include "postgres/kinds/kinds.h"
#include "postgres/kinds/writing.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

using Path = std::vector<std::string>;

constexpr Oid pg_description = 2609;

constexpr std::string_view public_comment = "standard public schema";

enum Column { Class, Row, Number, Text, PartName, DomainCheck, Unread };

/// What we do not read is named by the server, and so are columns that are no objects of ours. Only
/// the catalog of a row tells where its oid points to: the lookups are sub-selects under a
/// condition that is seldom true.
std::string comment_query(int) {
  return R"(
SELECT x.classoid, x.objoid, x.objsubid, x.description,
       CASE WHEN x.objsubid > 0 AND c.relkind NOT IN ('r', 'p') THEN
         (SELECT a.attname FROM pg_attribute a
          WHERE a.attrelid = x.objoid AND a.attnum = x.objsubid) END,
       CASE WHEN x.classoid = 'pg_constraint'::regclass THEN
         (SELECT k.conname FROM pg_constraint k WHERE k.oid = x.objoid AND k.contypid <> 0) END,
       CASE WHEN x.classoid NOT IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass,
                                    'pg_namespace'::regclass, 'pg_constraint'::regclass,
                                    'pg_trigger'::regclass, 'pg_rewrite'::regclass)
                 OR c.relkind = 'f'
                 OR x.classoid = 'pg_type'::regclass
                    AND (SELECT t.typtype FROM pg_type t WHERE t.oid = x.objoid)
                        NOT IN ('c', 'd', 'e')
            THEN pg_describe_object(x.classoid, x.objoid, x.objsubid) END
FROM pg_description x
     LEFT JOIN pg_class c ON c.oid = x.objoid AND x.classoid = 'pg_class'::regclass
WHERE (x.objoid >= 16384 OR x.classoid = 'pg_namespace'::regclass AND x.objoid = 2200)
      AND x.classoid <> 'pg_extension'::regclass
      AND (x.classoid, x.objoid) NOT IN
          (SELECT d.classid, d.objid FROM pg_depend d
           WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'))";
}

struct Target {
  ObjectId parent;
  Path path;
  std::string_view kind;
};

Target on_schema(const Result& rows, int row, const Reading& reading) {
  ObjectId id = reading.id({catalogs::pg_namespace, rows.oid(row, Row)});
  if (id) return {id, id.path(), "schema"};
  // The schema public is there without being an object.
  const std::string& name = reading.schema(rows.oid(row, Row));
  if (name.empty()) return {};
  return {{}, {name}, "schema"};
}

/// Empty path: what we do not read.
Target target_of(const Result& rows, int row, const Reading& reading) {
  const Oid catalog = rows.oid(row, Class);
  if (catalog == catalogs::pg_namespace) return on_schema(rows, row, reading);
  const auto column = static_cast<std::int32_t>(rows.number(row, Number));
  const ObjectId id = reading.id({catalog, rows.oid(row, Row), column});
  if (!id) return {};
  if (column != 0 && id.kind() != "column") {  // of a view or a composite type
    return {id, {id.path()[0], id.path()[1], rows.string(row, PartName)}, "column"};
  }
  if (!rows.null(row, DomainCheck)) {
    return {id, {id.path()[0], id.path()[1], rows.string(row, DomainCheck)}, "domain constraint"};
  }
  if (catalog == catalogs::pg_class && id.kind() == "constraint") {
    return {id, {id.path()[0], id.name()}, "index"};  // behind a key, and always of its name
  }
  return {id, id.path(), id.kind()};
}

void read_comments(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) {
    Target target = target_of(rows, row, reading);
    if (target.path.empty()) {
      if (!rows.null(row, Unread)) reading.unmanaged("comment", "on " + rows.string(row, Unread));
      continue;
    }
    const bool on_public = target.kind == "schema" && target.path.front() == "public";
    if (on_public && rows.text(row, Text) == public_comment) continue;
    Object object;
    target.path.emplace_back(target.kind);
    object.id = ObjectId("comment", std::move(target.path));
    object.parent = target.parent;
    object.attributes.set("text", rows.string(row, Text));
    // Comments stand for nothing in pg_depend: the address is only one that nothing else has.
    reading.add({pg_description, static_cast<Oid>(row)}, std::move(object));
  }
}

struct Words {
  std::string_view kind, words;
};

constexpr Words plain_targets[] = {{"column", "COLUMN"}, {"composite type", "TYPE"},
                                   {"domain", "DOMAIN"}, {"enum", "TYPE"},
                                   {"index", "INDEX"},   {"materialized view", "MATERIALIZED VIEW"},
                                   {"schema", "SCHEMA"}, {"sequence", "SEQUENCE"},
                                   {"table", "TABLE"},   {"view", "VIEW"}};
constexpr Words routine_targets[] = {
    {"aggregate", "AGGREGATE"}, {"function", "FUNCTION"}, {"procedure", "PROCEDURE"}};
constexpr Words lower_targets[] = {{"constraint", "CONSTRAINT {} ON {}"},
                                   {"domain constraint", "CONSTRAINT {} ON DOMAIN {}"},
                                   {"rule", "RULE {} ON {}"},
                                   {"trigger", "TRIGGER {} ON {}"}};

/// What follows COMMENT ON.
std::string target_text(ObjectId id) {
  const Path target(id.path().begin(), id.path().end() - 1);
  const std::string& kind = id.path().back();
  for (const Words& plain : plain_targets) {
    if (plain.kind == kind) return fmt::format("{} {}", plain.words, qualified(target, 3));
  }
  for (const Words& routine : routine_targets) {
    if (routine.kind == kind)
      return fmt::format("{} {}.{}", routine.words, quote_name(target[0]), target[1]);
  }
  for (const Words& lower : lower_targets) {
    if (lower.kind == kind)
      return fmt::format(fmt::runtime(lower.words), quote_name(target.back()), qualified(target));
  }
  throw std::logic_error("nothing says how to comment on a " + kind);
}

Steps comment(ObjectId id, const std::string& text) {
  return one_step("COMMENT ON " + target_text(id) + " IS " + text);
}

Drafted create(const Object& object, const Ends&) {
  return Drafted::in_place(comment(object.id, quote_text(object.text("text"))));
}

Drafted drop(const Object& object, const Ends&) {
  const bool on_public = object.id.path() == Path{"public", "schema"};
  return Drafted::in_place(comment(object.id, on_public ? quote_text(public_comment) : "NULL"));
}

Alteration alter_text(const Object&, const Object& after, const Ends& ends) {
  return create(after, ends);
}

constexpr AttributeRule rules[] = {{"text", alter_text}};

}  // namespace

const Reader comment_reader{"comments", comment_query, read_comments};

const Kind comment_kind{.name = "comment",
                        .create = create,
                        .drop = drop,
                        .attributes = rules,
                        .dropped_with_parent = true};

}  // namespace syncline::postgres
