#include "migrate/head_file.h"

#include <gtest/gtest.h>

#include "unit/migrate/files.h"

namespace syncline {
namespace {

using testing::error_of;
using testing::Folder;

TEST(HeadFile, IsOneLineForOneHead) {
  Folder folder;
  EXPECT_FALSE(HeadFile::load(folder.path()));
  HeadFile{{{"20250101000000", "f1", "c1"}}}.save(folder.path());
  EXPECT_EQ(read_file(folder.path() / "HEAD"), "20250101000000 f1 c1\n");
  const auto head = HeadFile::load(folder.path());
  ASSERT_TRUE(head);
  ASSERT_EQ(head->heads.size(), 1u);
  EXPECT_EQ(head->heads[0].revision + head->heads[0].fingerprint + head->heads[0].chain,
            "20250101000000f1c1");
}

TEST(HeadFile, IsOneLineForSeveralHeadsToo) {
  Folder folder;
  HeadFile{{{"a", "", "c1"}, {"b", "f2", "c2"}}}.save(folder.path());
  const std::string text = read_file(folder.path() / "HEAD");
  EXPECT_EQ(text.find('\n'), text.size() - 1) << text;
  const auto file = HeadFile::load(folder.path());
  ASSERT_TRUE(file);
  ASSERT_NE(file->find("a"), nullptr);
  EXPECT_EQ(file->find("a")->fingerprint, "");
  EXPECT_EQ(file->find("b")->chain, "c2");
  EXPECT_EQ(file->find("c"), nullptr);
}

TEST(HeadFile, AConflictOfGitIsSaidAsSuch) {
  Folder folder;
  EXPECT_FALSE(head_file_in_conflict(folder.path()));
  folder.write("HEAD", "<<<<<<< ours\na f c\n=======\nb f c\n>>>>>>> theirs\n");
  EXPECT_TRUE(head_file_in_conflict(folder.path()));
  const Error error = error_of([&] { HeadFile::load(folder.path()); });
  EXPECT_EQ(error.failure, Failure::Input);
  EXPECT_NE(std::string(error.what()).find("two branches"), std::string::npos);
}

TEST(HeadFile, OtherTextIsRefused) {
  Folder folder;
  folder.write("HEAD", "a b c d\n");
  EXPECT_EQ(error_of([&] { HeadFile::load(folder.path()); }).failure, Failure::Input);
}

}  // namespace
}  // namespace syncline
