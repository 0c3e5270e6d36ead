#include "cli/completion.h"

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

int run(Context& context) {
  print(completion_script(*context.arguments().text("SHELL")));
  return 0;
}

constexpr Operand operands[] = {
    {"SHELL", "bash, zsh or fish", true, Completes::Choices, "bash zsh fish"}};

}  // namespace

const CommandSpec completion_command = {
    .name = "completion",
    .alias = "",
    .group = "More",
    .summary = "A completion script for your shell",
    .about = "Prints the script; it knows all commands and options of this version.",
    .examples =
        "syncline completion bash > ~/.local/share/bash-completion/completions/syncline\n"
        "syncline completion fish > ~/.config/fish/completions/syncline.fish",
    .operands = operands,
    .options = {},
    .run = run,
};

}  // namespace syncline
