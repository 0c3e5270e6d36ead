// Who has a lock on the file.
#include "sqlite/obstacles.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "sqlite/session.h"
#include "sqlite/sqlite.h"

namespace syncline::sqlite {
namespace {

namespace fs = std::filesystem;

class SqliteObstacles : public ::testing::Test {
 protected:
  SqliteObstacles() {
    std::string name = (fs::temp_directory_path() / "syncline-obstacles-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    file_ = (folder_ / "a.db").string();
    ConnectOptions options;
    options.create = true;
    session_ = std::make_unique<SqliteSession>(file_, options);
    session_->execute("CREATE TABLE a (id integer)");
  }
  ~SqliteObstacles() override {
    session_.reset();
    fs::remove_all(folder_);
  }

  fs::path folder_;
  std::string file_;
  std::unique_ptr<SqliteSession> session_;
};

TEST_F(SqliteObstacles, AFileThatNobodyWritesHasNone) {
  EXPECT_TRUE(obstacle_tools.look(*session_, {}).found.empty());
  session_->execute("INSERT INTO a VALUES (1)");  // the lock was given back
}

TEST_F(SqliteObstacles, AnotherWriterBlocks) {
  SqliteSession writer(file_, {});
  writer.begin();
  const Obstacles obstacles = obstacle_tools.look(*session_, {});
  ASSERT_EQ(obstacles.found.size(), 1u);
  EXPECT_EQ(obstacles.found.front().effect, Obstacle::Effect::Blocks);
  EXPECT_NE(obstacles.found.front().text.find("locked"), std::string::npos);
}

TEST_F(SqliteObstacles, AReaderDoesNot) {
  SqliteSession reader(file_, {});
  reader.execute("BEGIN");
  reader.query("SELECT * FROM a", {});
  EXPECT_TRUE(obstacle_tools.look(*session_, {}).found.empty());
}

TEST_F(SqliteObstacles, TheDiskIsTheFiles) {
  const DiskRoom room = obstacle_tools.room(*session_);
  EXPECT_EQ(room.where, folder_.string());
  EXPECT_GT(room.free.value_or(0), 0u);
  EXPECT_FALSE(obstacle_tools.room(*std::make_unique<SqliteSession>(":memory:", ConnectOptions{}))
                   .free.has_value());
}

TEST_F(SqliteObstacles, TablesHaveTheirSizes) {
  const Rows sizes = session_->query(dialect().table_sizes_sql, {});
  ASSERT_EQ(sizes.rows.size(), 1u);
  EXPECT_EQ(sizes.text(0, "name"), "a");
  EXPECT_EQ(sizes.text(0, "bytes"), "4096");
}

}  // namespace
}  // namespace syncline::sqlite
