#include "migrate/definition.h"

#include <gtest/gtest.h>

namespace syncline {
namespace {

bool defines(const std::string& sql) { return only_defines({sql, {}}); }

TEST(Definition, WhatMakesObjectsDefines) {
  for (const char* sql : {"CREATE TABLE a (id int)", "alter table a\n  add b int", "DROP VIEW v",
                          "COMMENT ON TABLE a IS 'x'", "CREATE VIEW v AS SELECT 1",
                          "CREATE INDEX CONCURRENTLY i ON a (b)"}) {
    EXPECT_TRUE(defines(sql)) << sql;
  }
}

TEST(Definition, WhatMayTouchRowsRightsOrSettingsDoesMore) {
  for (const char* sql :
       {"INSERT INTO a VALUES (1)", "UPDATE a SET b = 1", "DELETE FROM a", "DO $$ BEGIN END $$",
        "SELECT setval('s', 1)", "WITH x AS (SELECT 1) INSERT INTO a SELECT 1", "TRUNCATE a",
        "SET search_path = x", "GRANT SELECT ON a TO b", "CREATE TABLE a AS\nSELECT 1",
        "CREATE MATERIALIZED VIEW m AS SELECT 1", "ALTER TABLE a OWNER TO b",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO b", "CALL f()", "VACUUM"}) {
    EXPECT_FALSE(defines(sql)) << sql;
  }
}

}  // namespace
}  // namespace syncline
