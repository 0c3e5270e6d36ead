#include "cli/completion.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "cli/command.h"
#include "cli/help.h"

namespace syncline {
namespace {

TEST(Completion, EveryShellKnowsEveryCommandAndOption) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const std::string script = completion_script(shell);
    for (const CommandSpec* command : all_commands()) {
      const std::string last = split(command->name, ' ').back();
      EXPECT_NE(script.find(last), std::string::npos) << shell << " " << command->name;
      for (const Option& option : command->options) {
        const std::string name(option.name.substr(2));
        EXPECT_NE(script.find(name), std::string::npos) << shell << " " << option.name;
      }
    }
  }
}

TEST(Help, NamesEveryCommandOnceUnderItsGroup) {
  const std::string help = general_help();
  for (const CommandSpec* command : all_commands()) {
    const std::string heading = std::string(command->group) + ":\n";
    const std::size_t first = help.find("\n" + heading);
    ASSERT_NE(first, std::string::npos) << heading;
    EXPECT_EQ(help.find("\n" + heading, first + 1), std::string::npos) << heading;
    EXPECT_NE(help.find("  " + std::string(command->name)), std::string::npos);
  }
}

}  // namespace
}  // namespace syncline
