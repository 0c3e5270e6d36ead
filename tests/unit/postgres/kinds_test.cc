// What the readers make of a catalog, where the case folders cannot show it.
#include <map>

#include "support.h"

namespace syncline::postgres {
namespace {

class Kinds : public WithServer {
 protected:
  Catalog after(const char* sql) {
    session->execute(sql);
    return session->read({});
  }
};

std::vector<std::string> texts(const Catalog& catalog) {
  std::vector<std::string> ids;
  for (const Object& object : catalog.objects()) ids.push_back(object.id.text());
  return ids;
}

std::map<std::string, std::vector<std::string>> unmanaged(const Catalog& catalog) {
  std::map<std::string, std::vector<std::string>> names;
  for (const Unmanaged& sort : catalog.unmanaged()) names[sort.kind] = sort.names;
  return names;
}

TEST_F(Kinds, MembersOfAnExtensionAreNotRead) {
  const Catalog catalog = after("CREATE EXTENSION citext");
  EXPECT_EQ(texts(catalog), std::vector<std::string>{"extension citext"});
  EXPECT_TRUE(catalog.unmanaged().empty());
}

TEST_F(Kinds, WhatUsesAMemberNeedsItsExtension) {
  const Catalog catalog = after(
      "CREATE EXTENSION citext;"
      "CREATE FUNCTION same(citext) RETURNS citext LANGUAGE sql AS 'SELECT $1'");
  const Object& function = catalog.at({"function", {"public", "same(public.citext)"}});
  EXPECT_EQ(function.depends_on, std::vector<ObjectId>{ObjectId("extension", {"citext"})});
}

TEST_F(Kinds, ARangeTypesOwnFunctionsAreNotRead) {
  const Catalog catalog = after("CREATE TYPE span AS RANGE (subtype = float8)");
  EXPECT_TRUE(catalog.empty());
  EXPECT_EQ(unmanaged(catalog)["range type"], std::vector<std::string>{"public.span"});
}

TEST_F(Kinds, WhatIsNotReadIsNamed) {
  const Catalog catalog = after(
      "CREATE TABLE t (id integer, name text);"
      "ALTER TABLE t ENABLE ROW LEVEL SECURITY;"
      "CREATE POLICY mine ON t USING (true);"
      "COMMENT ON POLICY mine ON t IS 'x';"
      "CREATE STATISTICS pair ON id, name FROM t;"
      "CREATE COLLATION plain (lc_collate = 'C', lc_ctype = 'C');"
      "CREATE TEXT SEARCH CONFIGURATION words (COPY = english);"
      "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER far FOREIGN DATA WRAPPER w;"
      "CREATE FOREIGN TABLE away (id integer) SERVER far;"
      "GRANT SELECT ON t TO PUBLIC");
  const std::map<std::string, std::vector<std::string>> wanted = {
      {"collation", {"public.plain"}}, {"comment", {"on policy mine on table public.t"}},
      {"foreign data wrapper", {"w"}}, {"foreign table", {"public.away"}},
      {"grant", {"on public.t"}},      {"policy", {"mine on public.t"}},
      {"row security", {"public.t"}},  {"server", {"far"}},
      {"statistics", {"public.pair"}}, {"text search configuration", {"public.words"}}};
  EXPECT_EQ(unmanaged(catalog), wanted);
}

TEST_F(Kinds, TheCommentThatPublicComesWithDoesNotCount) {
  EXPECT_TRUE(after("SELECT 1").empty());
  EXPECT_EQ(texts(after("COMMENT ON SCHEMA public IS 'Ours'")),
            std::vector<std::string>{"comment public.schema"});
}

TEST_F(Kinds, AKeyAndTheIndexBehindItHaveCommentsOfTheirOwn) {
  const Catalog catalog = after(
      "CREATE TABLE t (id integer CONSTRAINT k PRIMARY KEY);"
      "COMMENT ON CONSTRAINT k ON t IS 'key'; COMMENT ON INDEX k IS 'index'");
  const ObjectId key("constraint", {"public", "t", "k"});
  EXPECT_EQ(catalog.at({"comment", {"public", "t", "k", "constraint"}}).parent, key);
  EXPECT_EQ(catalog.at({"comment", {"public", "k", "index"}}).parent, key);
}

TEST_F(Kinds, AViewNeedsTheColumnsAndFunctionsThatItReads) {
  const Catalog catalog = after(
      "CREATE TABLE t (id integer, name text);"
      "CREATE FUNCTION twice(integer) RETURNS integer LANGUAGE sql AS 'SELECT 2 * $1';"
      "CREATE VIEW v AS SELECT twice(id) AS two FROM t");
  const std::vector<ObjectId> wanted = {{"column", {"public", "t", "id"}},
                                        {"function", {"public", "twice(integer)"}}};
  EXPECT_EQ(catalog.at({"view", {"public", "v"}}).depends_on, wanted);
}

TEST_F(Kinds, APartitionsTriggerIsItsParentsUnlessSwitchedOtherwise) {
  const Catalog catalog = after(
      "CREATE TABLE t (id integer) PARTITION BY LIST (id);"
      "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);"
      "CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2);"
      "CREATE TRIGGER see AFTER INSERT ON t FOR EACH ROW"
      " EXECUTE FUNCTION suppress_redundant_updates_trigger();"
      "ALTER TABLE t2 DISABLE TRIGGER see");
  EXPECT_TRUE(catalog.has({"trigger", {"public", "t", "see"}}));
  EXPECT_FALSE(catalog.has({"trigger", {"public", "t1", "see"}}));
  EXPECT_EQ(catalog.at({"trigger", {"public", "t2", "see"}}).text("enabled"), "disabled");
}

}  // namespace
}  // namespace syncline::postgres
