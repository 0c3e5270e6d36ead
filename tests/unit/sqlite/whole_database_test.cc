#include "sqlite/whole_database.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "sqlite/sqlite.h"

namespace syncline::sqlite {
namespace {

namespace fs = std::filesystem;

class WholeFile : public ::testing::Test {
 protected:
  WholeFile() {
    std::string name = (fs::temp_directory_path() / "syncline-whole-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    open("a.db")->execute("CREATE TABLE a (id INTEGER)");
  }
  ~WholeFile() override { fs::remove_all(folder_); }
  std::string url(const std::string& name) const { return "sqlite:" + (folder_ / name).string(); }
  std::unique_ptr<Session> open(const std::string& name) const {
    return dialect().connect(url(name), ConnectOptions{.create = true});
  }
  Identity identity(const std::string& name) const { return whole_database.identity(*open(name)); }
  fs::path folder_;
};

TEST_F(WholeFile, LinksAreTheSameDatabase) {
  fs::create_symlink(folder_ / "a.db", folder_ / "soft.db");
  fs::create_hard_link(folder_ / "a.db", folder_ / "hard.db");
  EXPECT_TRUE(identity("a.db").same_database(identity("soft.db")));
  EXPECT_TRUE(identity("a.db").same_database(identity("hard.db")));
  EXPECT_EQ(identity("a.db").lasting, identity("soft.db").lasting);
  EXPECT_EQ(whole_database.address(url("soft.db")), whole_database.address(url("./a.db")));
}

TEST_F(WholeFile, ACopyIsAnother) {
  fs::copy(folder_ / "a.db", folder_ / "b.db");
  EXPECT_FALSE(identity("a.db").same_database(identity("b.db")));
  EXPECT_NE(identity("a.db").lasting, identity("b.db").lasting);
}

TEST_F(WholeFile, InMemoryThereIsOnlyOne) {
  const auto session = dialect().connect("sqlite::memory:", {});
  EXPECT_EQ(whole_database.identity(*session).lasting, "");
  EXPECT_FALSE(whole_database.identity(*session).same_database(
      whole_database.identity(*dialect().connect("sqlite::memory:", {}))));
}

TEST_F(WholeFile, ARenewedFileIsEmptyForWhoeverHasItOpen) {
  for (const char* mode : {"delete", "wal"}) {
    const auto session = open("a.db");
    session->execute(std::string("PRAGMA journal_mode = ") + mode);
    session->execute("CREATE TABLE IF NOT EXISTS b (id INTEGER)");
    const Identity before = identity("a.db");
    ASSERT_TRUE(whole_database.renew(url("a.db")));
    EXPECT_EQ(session->query("SELECT count(*) AS n FROM sqlite_schema").text(0, "n"), "0") << mode;
    EXPECT_TRUE(before.same_database(identity("a.db")));
    session->execute("CREATE TABLE c (id INTEGER)");
    EXPECT_EQ(session->query("PRAGMA integrity_check").rows.front().front(), "ok");
  }
}

}  // namespace
}  // namespace syncline::sqlite
