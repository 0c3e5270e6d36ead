// How pg_dump is found and told where to connect, and what is left out of a statement.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/error.h"
#include "postgres/client_run.h"
#include "postgres/keep.h"
#include "postgres/server_binaries.h"

namespace syncline::postgres {
namespace {

TEST(Clients, AreFoundForTheServersVersion) {
  const ServerBinaries server = find_server(0);
  EXPECT_GE(find_clients(server.major).major, server.major);
}

TEST(Clients, OlderOnesAreRefusedBeforeWorkBegins) {
  try {
    find_clients(99);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Config);
    EXPECT_NE(std::string(error.what()).find("is older than PostgreSQL 99"), std::string::npos);
    EXPECT_NE(error.hint.find("postgresql-client-99"), std::string::npos);
  }
}

TEST(ClientSettings, SecretsAreOnlyInTheEnvironment) {
  const ClientSettings settings(
      {{"host", "db"}, {"password", "s3cr3t"}, {"sslmode", "verify-full"}, {"keepalives", "0"}});
  EXPECT_EQ(settings.environment().at("PGPASSWORD"), "s3cr3t");
  EXPECT_EQ(settings.environment().at("PGSSLMODE"), "verify-full");
  EXPECT_EQ(settings.environment().at("PGHOST"), "db");
  EXPECT_EQ(settings.conninfo(), "keepalives='0' ");
}

TEST(ClientSettings, WhatHasNoVariableAndIsSecretStandsInAFileForUsAlone) {
  namespace fs = std::filesystem;
  fs::path file;
  {
    const ClientSettings settings(Settings{{"sslpassword", "k3y"}});
    file = settings.environment().at("PGSERVICEFILE");
    EXPECT_EQ(settings.environment().at("PGSERVICE"), "syncline");
    EXPECT_EQ(settings.conninfo(), "");
    EXPECT_EQ(fs::status(file).permissions() & fs::perms::mask,
              fs::perms::owner_read | fs::perms::owner_write);
    std::ifstream stream(file);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(stream), {}),
              "[syncline]\nsslpassword=k3y\n");
  }
  EXPECT_FALSE(fs::exists(file));
}

TEST(WithoutNotNull, LeavesConditionsAndTextAlone) {
  const auto without = keep_tools.without_not_null;
  EXPECT_EQ(without("ALTER TABLE a ADD COLUMN b text NOT NULL"),
            "ALTER TABLE a ADD COLUMN b text ");
  EXPECT_EQ(without("ALTER TABLE a ADD b int NOT /* x */ NULL CHECK (b IS NOT NULL)"),
            "ALTER TABLE a ADD b int  CHECK (b IS NOT NULL)");
  EXPECT_EQ(without("ALTER TABLE a ADD b text DEFAULT 'NOT NULL'"),
            "ALTER TABLE a ADD b text DEFAULT 'NOT NULL'");
  EXPECT_EQ(without("SELECT NOT true"), "SELECT NOT true");
}

}  // namespace
}  // namespace syncline::postgres
