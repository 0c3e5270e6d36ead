#include "env/connection_notes.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/files.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;

class ConnectionNotes : public ::testing::Test {
 protected:
  ConnectionNotes() {
    std::string name = (fs::temp_directory_path() / "syncline-notes-XXXXXX").string();
    project_.folder = mkdtemp(name.data());  // new, so that nothing was said of it today
    environment_.name = "live";
    environment_.url.literal = "postgresql://db.example.org/x";
    server_.place = "db.example.org:5432";
    server_.local = false;
  }
  ~ConnectionNotes() override {
    std::error_code none;
    fs::remove_all(project_.folder, none);
  }
  std::vector<std::string> notes() {
    return connection_notes(project_, environment_, Access::Read, server_);
  }

  Project project_;
  Environment environment_;
  ServerInfo server_;
};

TEST_F(ConnectionNotes, AnUnencryptedConnectionIsToldOfOnce) {
  const auto first = notes();
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first.front().find("env:live: the connection to db.example.org:5432 is not encrypted"),
            0U)
      << first.front();
  EXPECT_TRUE(notes().empty());
}

TEST_F(ConnectionNotes, EncryptedAloneIsNotVerified) {
  server_.tls = "TLSv1.3";
  ASSERT_EQ(notes().size(), 1U);
}

TEST_F(ConnectionNotes, VerifiedOrLocalOrAcceptedIsFine) {
  server_.tls = "TLSv1.3";
  server_.tls_verified = true;
  EXPECT_TRUE(notes().empty());
  server_ = ServerInfo();
  EXPECT_TRUE(notes().empty());
  server_.local = false;
  environment_.tls_accepted = true;
  EXPECT_TRUE(notes().empty());
}

TEST_F(ConnectionNotes, AFileThatEverybodyMayReadIsToldOf) {
  server_.local = true;
  environment_.url = {};
  environment_.url.file = "url.txt";
  write_file(project_.folder / "url.txt", "postgresql://db/x");
  fs::permissions(project_.folder / "url.txt", fs::perms::owner_read);
  EXPECT_TRUE(notes().empty());
  fs::permissions(project_.folder / "url.txt", fs::perms::owner_read | fs::perms::others_read);
  ASSERT_EQ(notes().size(), 1U);
}

}  // namespace
}  // namespace syncline
