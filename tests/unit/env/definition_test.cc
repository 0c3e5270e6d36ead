#include "env/definition.h"

#include <gtest/gtest.h>

#include "env/dialects.h"

namespace syncline {
namespace {

const Dialect& dialect() { return dialect_named("postgresql"); }

std::string read(std::string_view sql) {
  const auto found = definition_of(sql, dialect().syntax);
  if (!found) return "";
  return found->text() + (found->table.empty() ? "" : " on " + found->table) +
         (found->replaces ? " replaces" : "") + (found->unless_exists ? " unless" : "");
}

TEST(Definition, SaysWhatAStatementMakes) {
  EXPECT_EQ(read("CREATE TABLE users (id int)"), "table users");
  EXPECT_EQ(read("create unlogged table IF NOT EXISTS a.\"B c\" ()"), "table a.B c unless");
  EXPECT_EQ(read("CREATE UNIQUE INDEX CONCURRENTLY I ON t (a)"), "index i");
  EXPECT_EQ(read("CREATE OR REPLACE VIEW v AS SELECT 1"), "view v replaces");
  EXPECT_EQ(read("CREATE MATERIALIZED VIEW v AS SELECT 1"), "view v");
  EXPECT_EQ(read("CREATE FUNCTION f(A int, b text DEFAULT g(1)) RETURNS int"),
            "function f(a int, b text default g(1))");
  EXPECT_EQ(read("CREATE CONSTRAINT TRIGGER x AFTER INSERT ON s.t EXECUTE FUNCTION f()"),
            "trigger x on t");
  EXPECT_EQ(read("CREATE RULE r AS ON INSERT TO t DO NOTHING"), "rule r on insert");
}

TEST(Definition, LeavesOtherStatements) {
  for (const char* sql : {"", "DROP TABLE a", "CREATE INDEX ON t (a)", "CREATE", "CREATE ROLE x",
                          "ALTER TABLE a ADD b int", "CREATE TABLE"}) {
    EXPECT_EQ(read(sql), "") << sql;
  }
}

TEST(Definition, TheUsualSchemaGoesWithoutSaying) {
  const auto at = [](std::string_view sql) { return *definition_of(sql, dialect().syntax); };
  const Definition plain = at("CREATE TABLE a ()"), view = at("CREATE VIEW public.a AS SELECT 1");
  EXPECT_TRUE(same_object(plain, view, "public"));  // they share their names
  EXPECT_FALSE(same_object(plain, at("CREATE TABLE other.a ()"), "public"));
  EXPECT_FALSE(same_object(plain, at("CREATE TYPE a AS ()"), "public"));
  EXPECT_FALSE(same_object(at("CREATE TRIGGER t AFTER INSERT ON a EXECUTE FUNCTION f()"),
                           at("CREATE TRIGGER t AFTER INSERT ON b EXECUTE FUNCTION f()"),
                           "public"));
}

}  // namespace
}  // namespace syncline
