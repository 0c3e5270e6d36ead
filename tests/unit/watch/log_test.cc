#include "watch/log.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/secret.h"
#include "base/text.h"
#include "watch/round.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;

TEST(WatchLog, LinesHaveTheirTimeAndNoSecrets) {
  std::string name = (fs::temp_directory_path() / "syncline-log-XXXXXX").string();
  const fs::path folder = mkdtemp(name.data());
  remember_secret("hidden-word");
  WatchLog log(folder / "watch.log", [](const std::string&) { FAIL(); });
  log.add("first\nsecond hidden-word\n");
  log.add("  \n");
  log.add("third");
  const auto lines = split(trim(read_file(folder / "watch.log")), '\n');
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_TRUE(lines[0].ends_with("Z first")) << lines[0];
  EXPECT_TRUE(lines[1].ends_with("Z second ***")) << lines[1];
  fs::remove_all(folder);
}

TEST(WatchLog, AFullDiskIsSaidOnce) {
  std::vector<std::string> said;
  WatchLog log("/dev/full", [&](const std::string& line) { said.push_back(line); });
  log.add("one");
  log.add("two");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_NE(said[0].find("/dev/full"), std::string::npos);
}

TEST(WatchMessage, SaysWhatDiffers) {
  Object table, column;
  table.id = ObjectId("table", {"public", "users"});
  column.id = ObjectId("column", {"public", "users", "name"});
  column.parent = table.id;
  EXPECT_EQ(message_of({Change{nullptr, &column, {}}}), "Add column public.users.name");
  EXPECT_EQ(message_of({Change{&column, nullptr, {}}, Change{&table, nullptr, {}}}),
            "Drop table public.users");
  Object other;
  other.id = ObjectId("index", {"public", "by_name"});
  EXPECT_EQ(message_of({Change{&column, &column, {}}, Change{nullptr, &other, {}}}),
            "Change column public.users.name and 1 more");
  EXPECT_EQ(message_of({}), "Nothing");
}

}  // namespace
}  // namespace syncline
