#include "deploy/stages.h"

#include <gtest/gtest.h>

#include "env/config.h"

namespace syncline {
namespace {

Project project(const std::string& top) {
  return parse_config(top +
                          "[environments.live]\nrole = \"production\"\nurl = \"sqlite:l.db\"\n"
                          "[environments.two]\nrole = \"staging\"\nurl = \"sqlite:2.db\"\n"
                          "[environments.one]\nrole = \"staging\"\nurl = \"sqlite:1.db\"\n"
                          "[environments.mine]\nurl = \"sqlite:m.db\"\n",
                      "/tmp/syncline.toml");
}

std::vector<std::string> names(const Stages& stages) {
  std::vector<std::string> result;
  for (const Environment* one : stages) result.push_back(one->name);
  return result;
}

using Names = std::vector<std::string>;

TEST(Stages, AreStagingThenProductionAsTheyStandInTheFile) {
  const Project all = project("");
  EXPECT_EQ(names(deploy_stages(all)), (Names{"two", "one", "live"}));
  EXPECT_EQ(names(stages_before(all, all.environment("live"))), (Names{"two", "one"}));
  EXPECT_EQ(names(stages_before(all, all.environment("mine"))), Names{});
}

TEST(Stages, AreWhatTheProjectNames) {
  const Project all = project("[deploy]\nstages = [\"mine\", \"live\"]\n");
  EXPECT_EQ(names(deploy_stages(all)), (Names{"mine", "live"}));
  EXPECT_EQ(names(stages_before(all, all.environment("live"))), (Names{"mine"}));
  EXPECT_EQ(names(stages_before(all, all.environment("two"))), Names{});
}

}  // namespace
}  // namespace syncline
