#include "env/export_record.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/files.h"
#include "base/hash.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;

std::string record(std::initializer_list<std::string_view> fields) {
  std::string text;
  for (const std::string_view field : fields) text.append(field).push_back('\0');
  return text;
}

class ExportRecordTest : public ::testing::Test {
 public:
  ExportRecordTest() {
    std::string name = (fs::temp_directory_path() / "syncline-record-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~ExportRecordTest() override { fs::remove_all(folder_); }

  bool unchanged(std::string_view sort, const fs::path& path, std::string_view token) {
    const auto parsed = ExportRecord::parse(record({sort, path.string(), token, "end"}));
    return parsed && parsed->unchanged();
  }

  fs::path folder_;
};

TEST_F(ExportRecordTest, IsWholeOnlyWithItsEnd) {
  EXPECT_TRUE(ExportRecord::parse(record({"end"})));
  EXPECT_FALSE(ExportRecord::parse(""));
  EXPECT_FALSE(ExportRecord::parse(record({"note", "x"})));
  EXPECT_FALSE(ExportRecord::parse(record({"note", "end"})));
  EXPECT_FALSE(ExportRecord::parse(record({"Traceback", "end"})));
  EXPECT_FALSE(ExportRecord::parse("en"));
}

TEST_F(ExportRecordTest, GivesWhatIsInIt) {
  const auto parsed = ExportRecord::parse(record(
      {"statement", (fs::current_path() / "a.py").string(), "7", "class A", "CREATE TABLE a ()",
       "error", "", "0", "broken", "detail", "hint", "unrepeatable", "starts a program", "end"}));
  ASSERT_TRUE(parsed);
  const Exported exported = parsed->exported();
  ASSERT_EQ(exported.statements.size(), 1u);
  EXPECT_EQ(exported.statements[0].place.text(), "a.py:7");
  EXPECT_EQ(exported.statements[0].sql, "CREATE TABLE a ()");
  ASSERT_TRUE(exported.error);
  EXPECT_EQ(exported.error->hint, "hint");
  EXPECT_FALSE(exported.error->place);
  EXPECT_EQ(exported.not_kept_because, "starts a program");
}

TEST_F(ExportRecordTest, KnowsAFileByItsContent) {
  const fs::path file = folder_ / "a.py";
  write_file(file, "one");
  const std::string token = "sha256:" + sha256("one");
  EXPECT_TRUE(unchanged("file", file, token));
  write_file(file, "two");
  EXPECT_FALSE(unchanged("file", file, token));
  fs::remove(file);
  EXPECT_FALSE(unchanged("file", file, token));
}

TEST_F(ExportRecordTest, KnowsAFileByItsStamp) {
  const fs::path file = folder_ / "a.py";
  EXPECT_TRUE(unchanged("file", file, "absent"));
  write_file(file, "one");
  const std::string stamp = file_stamp(file);
  EXPECT_TRUE(unchanged("file", file, stamp));
  EXPECT_FALSE(unchanged("file", file, "absent"));
  write_file(file, "longer");
  EXPECT_FALSE(unchanged("file", file, stamp));
}

TEST_F(ExportRecordTest, KnowsAFolderByItsNames) {
  write_file(folder_ / "b.py", "");
  fs::create_directory(folder_ / "__pycache__");
  const std::string code = "code:" + sha256("b.py\n"), all = "all:" + sha256("b.py\n");
  EXPECT_TRUE(unchanged("folder", folder_, code));
  EXPECT_TRUE(unchanged("folder", folder_, all));
  write_file(folder_ / "notes.txt", "");  // no import finds it
  EXPECT_TRUE(unchanged("folder", folder_, code));
  EXPECT_FALSE(unchanged("folder", folder_, all));
  write_file(folder_ / "a.py", "");
  EXPECT_FALSE(unchanged("folder", folder_, code));
}

}  // namespace
}  // namespace syncline
