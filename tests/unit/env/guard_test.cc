// What is for development, and what is not: on SQLite; tests/scripts have PostgreSQL.
#include "env/guard.h"

#include <gtest/gtest.h>

#include "env/who.h"
#include "migrate/mark.h"
#include "unit/env/sqlite_project.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;

class Guard : public ::testing::Test {
 protected:
  const Dialect& dialect() { return here.workshop->dialect(); }
  std::string what_of(const std::string& url, const Environment* environment = nullptr) {
    try {
      DevelopmentGuard guard(&here.project, dialect(), environment, "sync");
      Database database(*here.workshop, url, "it", ConnectOptions{.create = true});
      guard.check(database, url);
      return "";
    } catch (const Error& error) {
      EXPECT_EQ(error.failure, Failure::Refused);
      return error.what();
    }
  }
  void add_live(const std::string& url) {
    Environment live;
    live.name = "live";
    live.role = Role::Staging;
    live.url.literal = url;
    here.project.environments.push_back(live);
  }
  void make(const std::string& url) {
    dialect().connect(url, ConnectOptions{.create = true})->execute("CREATE TABLE x (id INTEGER)");
  }
  std::string file(const std::string& name) { return "sqlite:" + (here.folder / name).string(); }
  SqliteProject here;
};

TEST_F(Guard, ByTheRole) {
  add_live(file("live.db"));
  EXPECT_NE(what_of(file("other.db"), &here.project.environments.back()).find("of role staging"),
            std::string::npos);
  EXPECT_EQ(what_of(here.url(), &here.project.environments.front()), "");
}

TEST_F(Guard, ByWhatIsConnectedTo) {
  add_live(file("live.db"));
  make(file("live.db"));
  fs::create_hard_link(here.folder / "live.db", here.folder / "hard.db");
  for (const char* name : {"live.db", "./live.db", "hard.db"}) {
    EXPECT_NE(what_of(file(name)).find("the environment live"), std::string::npos) << name;
  }
  EXPECT_EQ(what_of(file("other.db")), "");
}

TEST_F(Guard, ByTheMarkUntilItIsACopy) {
  make(file("live.db"));
  {
    const auto session = dialect().connect(file("live.db"), {});
    const Identity identity = dialect().whole->identity(*session);
    write_mark(*session, dialect(), Mark{"production", identity.lasting, "now", who()}, who());
  }
  EXPECT_NE(what_of(file("live.db")).find("says that it is of role production"), std::string::npos);
  fs::copy(here.folder / "live.db", here.folder / "copy of it.db");
  EXPECT_EQ(what_of(file("copy of it.db")), "");
}

TEST_F(Guard, AMarkWithoutAPlaceCountsEverywhere) {
  make(file("a.db"));
  write_mark(*dialect().connect(file("a.db"), {}), dialect(), Mark{"test", "", "now", "me@here"},
             who());
  EXPECT_NE(what_of(file("a.db")), "");
  write_mark(*dialect().connect(file("a.db"), {}), dialect(), std::nullopt, who());
  EXPECT_EQ(what_of(file("a.db")), "");
}

TEST_F(Guard, TheMarkIsReadAsItWasWritten) {
  make(file("a.db"));
  const auto session = dialect().connect(file("a.db"), {});
  EXPECT_FALSE(read_mark(*session, dialect()));
  write_mark(*session, dialect(), Mark{"production", "/a path/x.db", "2026", "ann@desk"}, who());
  const auto mark = read_mark(*session, dialect());
  ASSERT_TRUE(mark);
  EXPECT_EQ(mark->role, "production");
  EXPECT_EQ(mark->place, "/a path/x.db");
  EXPECT_EQ(mark->since, "2026");
  EXPECT_EQ(mark->who, "ann@desk");
}

}  // namespace
}  // namespace syncline
