#include "postgres/whole_database.h"

#include "support.h"

namespace syncline::postgres {
namespace {

TEST(Address, HasOneSpelling) {
  const std::string one = whole_database.address("postgresql://localhost/shop");
  for (const char* same :
       {"postgres://ann:word@127.0.0.1:5432/shop", "postgresql+asyncpg://[::1]/shop?ssl=require",
        "postgresql:///shop?host=/run/postgresql", "postgresql://bob@/shop?port=5432"}) {
    EXPECT_EQ(whole_database.address(same), one) << same;
  }
  for (const char* other : {"postgresql://localhost:5433/shop", "postgresql://db/shop",
                            "postgresql://localhost/shop2"}) {
    EXPECT_NE(whole_database.address(other), one) << other;
  }
}

class WholeDatabaseTest : public WithServer {};

TEST_F(WholeDatabaseTest, TwoSessionsWithOneDatabaseHaveOneIdentity) {
  const Identity here = whole_database.identity(*session);
  const Identity there = whole_database.identity(*another());
  EXPECT_FALSE(here.lasting.empty());
  EXPECT_TRUE(here.same_database(there));
  const auto other = scratch().empty();
  const Identity elsewhere = whole_database.identity(*other);
  EXPECT_FALSE(here.same_database(elsewhere));
  EXPECT_NE(here.lasting, elsewhere.lasting);
}

TEST_F(WholeDatabaseTest, ARenewedDatabaseIsEmptyAndHasItsSettings) {
  const std::string name = session->server().database;
  session->execute("CREATE TABLE a (id integer)");
  session->execute("ALTER DATABASE " + name + " SET work_mem = '7MB'");
  session->execute("ALTER DATABASE " + name + " SET search_path = public, extra");
  const Identity before = whole_database.identity(*session);
  ASSERT_TRUE(whole_database.renew(url()));
  const auto fresh = another();
  EXPECT_TRUE(fresh->query("SELECT 1 WHERE to_regclass('a') IS NOT NULL").empty());
  EXPECT_EQ(fresh->query("SHOW work_mem").text(0, "work_mem"), "7MB");
  EXPECT_EQ(fresh->query("SHOW search_path").text(0, "search_path"), "public, extra");
  EXPECT_NE(whole_database.identity(*fresh).lasting, before.lasting);
}

}  // namespace
}  // namespace syncline::postgres
