#include "postgres/statement.h"

#include <gtest/gtest.h>

namespace syncline::postgres {
namespace {

TEST(RefusesTransaction, KnowsWhatPostgreSQLRefuses) {
  for (const char* sql : {"CREATE INDEX CONCURRENTLY i ON t (a)",
                          "create unique index concurrently on t (a)",
                          "-- why\nCREATE /* so */ INDEX\nCONCURRENTLY i ON t (a)",
                          "DROP INDEX CONCURRENTLY i",
                          "REINDEX INDEX CONCURRENTLY i",
                          "REINDEX (VERBOSE, CONCURRENTLY) TABLE t",
                          "REINDEX DATABASE d",
                          "VACUUM",
                          "VACUUM FULL t",
                          "CREATE DATABASE d",
                          "DROP DATABASE d",
                          "CREATE TABLESPACE s LOCATION '/x'",
                          "DROP TABLESPACE s",
                          "ALTER SYSTEM SET jit = off",
                          "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p",
                          "ALTER SUBSCRIPTION s DISABLE",
                          "DROP SUBSCRIPTION s",
                          "ALTER TABLE a DETACH PARTITION b CONCURRENTLY",
                          "CLUSTER",
                          "CLUSTER VERBOSE"}) {
    EXPECT_TRUE(refuses_transaction(sql)) << sql;
  }
}

TEST(RefusesTransaction, LeavesAllElseInside) {
  for (const char* sql :
       {"CREATE INDEX i ON t (a)", "CREATE INDEX \"concurrently\" ON t (a)",
        "CREATE TABLE t (concurrently int)", "REINDEX TABLE t", "CLUSTER t USING i",
        "ALTER TABLE a DETACH PARTITION b", "ALTER TABLE a ADD COLUMN concurrently int",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY v", "ALTER DATABASE d SET jit = off",
        "DROP INDEX i", "ALTER TYPE mood ADD VALUE 'x'", "SELECT 'VACUUM'", ""}) {
    EXPECT_FALSE(refuses_transaction(sql)) << sql;
  }
}

TEST(PassedOver, KnowsOwnershipPrivilegesRolesAndTheServer) {
  EXPECT_EQ(passed_over("ALTER TABLE public.t OWNER TO ann"), PassedOver::Ownership);
  EXPECT_EQ(passed_over("ALTER FUNCTION f(a int, b numeric(3, 1)) OWNER TO \"Ann\""),
            PassedOver::Ownership);
  EXPECT_EQ(passed_over("SET SESSION AUTHORIZATION ann"), PassedOver::Ownership);
  EXPECT_EQ(passed_over("SET ROLE ann"), PassedOver::Ownership);
  EXPECT_EQ(passed_over("RESET ROLE"), PassedOver::Ownership);
  EXPECT_EQ(passed_over("GRANT SELECT ON t TO ann"), PassedOver::Privileges);
  EXPECT_EQ(passed_over("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO ann"),
            PassedOver::Privileges);
  EXPECT_EQ(passed_over("CREATE ROLE ann"), PassedOver::Roles);
  EXPECT_EQ(passed_over("DROP DATABASE production"), PassedOver::WholeServer);
  EXPECT_EQ(passed_over("ALTER SYSTEM SET fsync = off"), PassedOver::WholeServer);
}

TEST(PassedOver, LeavesAllElse) {
  for (const char* sql :
       {"ALTER TABLE t ADD COLUMN owner text", "ALTER TABLE t ADD a int, OWNER TO ann",
        "CREATE USER MAPPING FOR ann SERVER s", "SET search_path = x", "CREATE TABLE grants ()",
        "ALTER TABLE t RENAME owner TO to_whom"}) {
    EXPECT_EQ(passed_over(sql), PassedOver::No) << sql;
  }
}

TEST(SettingOf, NamesWhatIsSet) {
  EXPECT_EQ(setting_of("SET transaction_timeout = 0"), "transaction_timeout");
  EXPECT_EQ(setting_of("SET SESSION Work_Mem TO '1GB'"), "work_mem");
  EXPECT_EQ(setting_of("SET LOCAL jit = off"), "jit");
}

TEST(SettingOf, IsEmptyForOtherForms) {
  for (const char* sql :
       {"SET TIME ZONE 'UTC'", "SET my.own = 1", "SET ROLE ann", "SELECT 1",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY", "SET XML OPTION CONTENT"}) {
    EXPECT_EQ(setting_of(sql), "") << sql;
  }
}

}  // namespace
}  // namespace syncline::postgres
