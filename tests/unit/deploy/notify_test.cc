#include "deploy/notify.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

#include "base/files.h"
#include "base/interrupt.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;

class Notifications : public testing::Test {
 protected:
  Notifications() {
    std::string name = (fs::temp_directory_path() / "syncline-notify-XXXXXX").string();
    project.folder = mkdtemp(name.data());
    deployment.id = "1-production";
    deployment.environment = "production";
    deployment.state = DeploymentState::RolledBack;
  }
  ~Notifications() override { fs::remove_all(project.folder); }
  void send() {
    notify(project, deployment, [this](const std::string& line) { told.push_back(line); });
  }
  Project project;
  Deployment deployment;
  std::vector<std::string> told;
};

TEST_F(Notifications, EachGetsTheRecordAndItsVariables) {
  project.deploy.notify = {
      "cat > one", "echo $SYNCLINE_DEPLOYMENT, $SYNCLINE_ENVIRONMENT, $SYNCLINE_STATE > two"};
  send();
  EXPECT_TRUE(told.empty());
  EXPECT_EQ(read_record(read_file(project.folder / "one"), "one").id, deployment.id);
  EXPECT_EQ(read_file(project.folder / "two"), "1-production, production, rolled back\n");
}

TEST_F(Notifications, OneThatFailsIsToldOfAndTheNextIsSent) {
  project.deploy.notify = {"echo no network; exit 7", "touch sent"};
  send();
  EXPECT_EQ(told, std::vector<std::string>{"notification echo no network; exit 7 ended with exit "
                                           "code 7: no network"});
  EXPECT_TRUE(fs::exists(project.folder / "sent"));
}

using NotificationsDeath = Notifications;

TEST_F(NotificationsDeath, CtrlCEndsTheTellingAndNothingElse) {
  project.deploy.notify = {"sleep 5; touch sent"};
  EXPECT_EXIT(
      {
        catch_interrupts();
        raise(SIGINT);
        send();
        _exit(told.size() == 1 && interrupted() == SIGINT ? 42 : 1);
      },
      testing::ExitedWithCode(42), "");
  EXPECT_FALSE(fs::exists(project.folder / "sent"));
}

}  // namespace
}  // namespace syncline
