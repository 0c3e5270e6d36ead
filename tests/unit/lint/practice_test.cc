#include "lint/practice.h"

#include <gtest/gtest.h>

#include "postgres/postgres.h"
#include "sqlite/sqlite.h"

namespace syncline {
namespace {

Object table(const std::string& name) { return {.id = {"table", {"public", name}}}; }

Object column(const std::string& of, const std::string& name, const std::string& type,
              bool not_null = true) {
  Object object{.id = {"column", {"public", of, name}}, .parent = {"table", {"public", of}}};
  object.attributes.set("type", type);
  object.attributes.set("not_null", not_null);
  return object;
}

Object constraint(const std::string& of, const std::string& type,
                  std::vector<std::string> columns) {
  Object object{.id = {"constraint", {"public", of, type}}, .parent = {"table", {"public", of}}};
  object.attributes.set("type", type);
  object.attributes.set("columns", std::move(columns));
  return object;
}

Object index(const std::string& of, const std::string& name, std::vector<std::string> keys) {
  Object object{.id = {"index", {"public", name}}, .parent = {"table", {"public", of}}};
  object.attributes.set("keys", std::move(keys));
  return object;
}

/// "rule object" of each finding, in order.
std::vector<std::string> found(std::vector<Object> objects, const PracticeOptions& options = {},
                               const Dialect& dialect = postgres::dialect()) {
  std::vector<std::string> result;
  for (const PracticeFinding& one : find_practices(Catalog(std::move(objects)), dialect, options)) {
    result.push_back(std::string(one.practice->name) + " " + one.object.text());
  }
  return result;
}

using Found = std::vector<std::string>;

TEST(Practices, AreSilentAboutASoundTable) {
  EXPECT_EQ(
      found({table("t"), column("t", "id", "bigint"), column("t", "at", "timestamp with time zone"),
             column("t", "ok", "boolean"), column("t", "doc", "jsonb"), column("t", "a", "text"),
             column("t", "b", "character varying"), constraint("t", "primary key", {"id"}),
             constraint("t", "foreign key", {"a"}), index("t", "i", {"a", "b"})}),
      Found{});
}

TEST(Practices, SpeakOfTypes) {
  const auto of_type = [](const std::string& type) {
    return found({table("t"), column("t", "c", type), constraint("t", "primary key", {"c"})});
  };
  EXPECT_EQ(of_type("timestamp without time zone"),
            Found{"timestamp-without-time-zone column public.t.c"});
  EXPECT_EQ(of_type("timestamp(3) without time zone[]"),
            Found{"timestamp-without-time-zone column public.t.c"});
  EXPECT_EQ(of_type("time with time zone"), Found{"time-with-time-zone column public.t.c"});
  EXPECT_EQ(of_type("character varying(20)"), Found{"varchar-length column public.t.c"});
  EXPECT_EQ(of_type("character(3)"), Found{"char-padding column public.t.c"});
  EXPECT_EQ(of_type("json[]"), Found{"plain-json column public.t.c"});
  EXPECT_EQ(of_type("money"), Found{"money column public.t.c"});
  EXPECT_EQ(of_type("time without time zone"), Found{});
}

TEST(Practices, LeaveTypesAloneWhereTheyAreHints) {
  EXPECT_EQ(found({table("t"), column("t", "c", "JSON"), column("t", "ok", "BOOLEAN", false),
                   constraint("t", "primary key", {"c"})},
                  {}, sqlite::dialect()),
            Found{"nullable-boolean column public.t.ok"});
}

TEST(Practices, FindASerialByItsSequence) {
  Object id = column("t", "id", "integer");
  id.attributes.set("default", std::string("nextval('public.s'::regclass)"));
  id.depends_on = {{"sequence", {"public", "s"}}};
  Object sequence{.id = {"sequence", {"public", "s"}}};
  const Object primary = constraint("t", "primary key", {"id"});
  EXPECT_EQ(found({table("t"), id, sequence, primary}), Found{});  // a sequence of its own
  sequence.attributes.set("owned_by", std::string("public.t.id"));
  EXPECT_EQ(found({table("t"), id, sequence, primary}), Found{"serial column public.t.id"});
}

TEST(Practices, WantAnIndexUnderAForeignKey) {
  const auto with = [](std::vector<Object> more) {
    more.push_back(table("t"));
    more.push_back(constraint("t", "primary key", {"id"}));
    more.push_back(constraint("t", "foreign key", {"a", "b"}));
    return found(std::move(more));
  };
  const Found missing{"foreign-key-without-index constraint public.t.\"foreign key\""};
  EXPECT_EQ(with({}), missing);
  EXPECT_EQ(with({index("t", "i", {"a"})}), missing);
  EXPECT_EQ(with({index("t", "i", {"c", "a", "b"})}), missing);
  EXPECT_EQ(with({index("u", "i", {"a", "b"})}), missing);
  EXPECT_EQ(with({index("t", "i", {"b", "a", "c"})}), Found{});
  EXPECT_EQ(with({constraint("t", "unique", {"a", "b"})}), Found{});
  Object partial = index("t", "i", {"a", "b"});
  partial.attributes.set("where", std::string("a > 1"));
  EXPECT_EQ(with({partial}), missing);
}

TEST(Practices, FindIndexesThatNobodyNeeds) {
  const auto with = [](std::vector<Object> more) {
    more.push_back(table("t"));
    more.push_back(constraint("t", "primary key", {"id"}));
    return found(std::move(more));
  };
  EXPECT_EQ(with({index("t", "i", {"a"}), index("t", "j", {"a"})}),
            Found{"duplicate-index index public.j"});
  EXPECT_EQ(with({index("t", "i", {"id"})}), Found{"duplicate-index index public.i"});
  EXPECT_EQ(with({index("t", "i", {"a"}), index("t", "j", {"a", "b"})}),
            Found{"covered-index index public.i"});
  EXPECT_EQ(with({index("t", "i", {"b"}), index("t", "j", {"a", "b"})}), Found{});
  Object unique = index("t", "i", {"a"});
  unique.attributes.set("unique", true);
  EXPECT_EQ(with({unique, index("t", "j", {"a", "b"})}), Found{});
}

TEST(Practices, WantAPrimaryKey) {
  EXPECT_EQ(found({table("t"), constraint("t", "unique", {"id"})}),
            Found{"no-primary-key table public.t"});
}

TEST(Practices, FindKeyWordsAsNames) {
  EXPECT_EQ(found({table("t"), constraint("t", "primary key", {"id"}), column("t", "user", "text"),
                   column("t", "Name", "text"), column("t", "position", "text"),
                   Object{.id = {"comment", {"public", "t", "table"}}}}),
            Found{"reserved-name column public.t.user"});
}

TEST(Practices, AreTurnedOff) {
  const std::vector<Object> objects{table("t"), column("t", "m", "money"), table("u")};
  EXPECT_EQ(found(objects, {.off = {"money"}, .ignore = {}}).size(), 2u);
  EXPECT_EQ(found(objects, {.off = {}, .ignore = {"no-primary-key table public.t"}}),
            (Found{"no-primary-key table public.u", "money column public.t.m"}));
  EXPECT_EQ(found(objects, {.off = {}, .ignore = {"* public.t"}}),
            Found{"no-primary-key table public.u"});  // and what stands below it
}

TEST(Practices, KnowTheirNames) {
  try {
    found({}, {.off = {"monny"}, .ignore = {}});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Config);
    EXPECT_EQ(error.hint, "did you mean \"money\"?");
  }
  EXPECT_THROW(found({}, {.off = {}, .ignore = {"nothing table x"}}), Error);
}

TEST(Practices, MeasureNamesInBytes) {
  const std::string name(62, 'a'), sql = "CREATE TABLE a (\n  " + name + "aa int, \"" + name +
                                         "ß\" int, " + name + "a int);\n-- " + name +
                                         "bbb\nSELECT '" + name + "cc';";
  const auto findings = long_names(sql, "a.sql", postgres::dialect(), {});
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].place.text(), "a.sql:2:3");
  EXPECT_EQ(findings[1].message, name + "ß has 64 bytes; the server keeps 63");
  EXPECT_TRUE(long_names(sql, "a.sql", sqlite::dialect(), {}).empty());
  EXPECT_TRUE(
      long_names(sql, "a.sql", postgres::dialect(), {.off = {"long-name"}, .ignore = {}}).empty());
  EXPECT_EQ(
      long_names(sql, "a.sql", postgres::dialect(), {.off = {}, .ignore = {"long-name *ß"}}).size(),
      1u);
}

}  // namespace
}  // namespace syncline
