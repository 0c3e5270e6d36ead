// A command is data: its words, what it takes, and what it runs. Parsing, help and completion read
// it.
#pragma once

#include <span>
#include <string_view>

namespace syncline {

class Context;

/// What a shell may offer as a value.
enum class Completes { Nothing, File, Source, Environment, Command, Choices };

struct Option {
  std::string_view name;   ///< "--message"; Arguments knows it by this
  std::string_view brief;  ///< "-m", or empty
  std::string_view value;  ///< "TEXT": what stands for the value in help; empty: a flag
  std::string_view help;
  Completes completes = Completes::Nothing;
  std::string_view choices = {};  ///< "sql json": with Completes::Choices, nothing else is taken
};

struct Operand {
  std::string_view name;  ///< "SOURCE"
  std::string_view help;
  bool required = true;
  Completes completes = Completes::Nothing;
  std::string_view choices = {};
  bool repeats = false;  ///< takes all that follows; the last one only
};

struct CommandSpec {
  std::string_view name;  ///< one word, or two: "env list"
  std::string_view alias;
  std::string_view group;  ///< its heading in the help
  std::string_view summary;
  std::string_view about;     ///< a paragraph or two
  std::string_view examples;  ///< lines "command  # what it does"
  std::span<const Operand> operands;
  std::span<const Option> options;
  int (*run)(Context& context);  ///< the exit code: 0, or 1 when something differs
};

/// In the order of the help.
std::span<const CommandSpec* const> all_commands();

/// Taken by every command, before it and after it.
std::span<const Option> global_options();

}  // namespace syncline
