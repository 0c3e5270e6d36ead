#include "cli/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/text.h"

namespace syncline {

namespace {

using OptionMap = std::vector<std::pair<const Option*, CLI::Option*>>;

void declare(CLI::App& app, std::span<const Option> options, OptionMap& known) {
  for (const Option& option : options) {
    const std::string names = option.brief.empty()
                                  ? std::string(option.name)
                                  : fmt::format("{},{}", option.brief, option.name);
    CLI::Option* added =
        option.value.empty() ? app.add_flag(names) : app.add_option(names)->expected(0, 1);
    // Values are judged below, in words of ours.
    added->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    known.emplace_back(&option, added);
  }
}

/// Whether commands of two words begin with it; it may be a command itself.
bool is_family(std::string_view word) {
  return std::ranges::any_of(all_commands(), [&](const CommandSpec* spec) {
    return spec->name.starts_with(std::string(word) + " ");
  });
}

/// The tree of commands: "env list" is `list` below `env`.
struct Tree {
  CLI::App root;
  OptionMap globals;
  struct Leaf {
    const CommandSpec* spec;
    CLI::App* app;
    OptionMap options;
  };
  std::vector<Leaf> leaves;  ///< a command with an alias has two
  std::map<std::string, CLI::App*, std::less<>> families;

  static void prepare(CLI::App& app) {
    app.set_help_flag();
    app.allow_extras();
    app.require_subcommand(0, 1);
  }

  Tree() {
    prepare(root);
    declare(root, global_options(), globals);
    for (const CommandSpec* spec : all_commands()) {
      add(*spec, spec->name);
      if (!spec->alias.empty()) add(*spec, spec->alias);
    }
  }

  static CLI::App* add_below(CLI::App& parent, const std::string& word) {
    CLI::App* app = parent.add_subcommand(word);
    prepare(*app);
    app->fallthrough();
    return app;
  }

  CLI::App* family(const std::string& word) {
    CLI::App*& found = families[word];
    if (!found) found = add_below(root, word);
    return found;
  }

  void add(const CommandSpec& spec, std::string_view name) {
    const auto words = split(name, ' ');
    CLI::App* app = words.size() == 2     ? add_below(*family(words[0]), words[1])
                    : is_family(words[0]) ? family(words[0])
                                          : add_below(root, words[0]);
    Leaf& leaf = leaves.emplace_back(Leaf{&spec, app, {}});
    declare(*app, spec.options, leaf.options);
  }

  /// The one that is meant: `deploy status`, and not `deploy`, whose options mean nothing there.
  const Leaf* chosen() const {
    const Leaf* deepest = nullptr;
    for (const Leaf& leaf : leaves) {
      if (!leaf.app->parsed()) continue;
      if (!deepest || deepest->app == leaf.app->get_parent()) deepest = &leaf;
    }
    return deepest;
  }
};

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known,
                         std::string fallback) {
  const std::string near = nearest(word, known);
  return near.empty() ? fallback : fmt::format("did you mean \"{}\"?", near);
}

std::vector<std::string> words_below(std::string_view family) {
  std::vector<std::string> known;
  for (const CommandSpec* spec : all_commands()) {
    for (const std::string_view name : {spec->name, spec->alias}) {
      const auto words = split(name, ' ');
      if (family.empty() && !name.empty()) known.emplace_back(words[0]);
      if (!family.empty() && words.size() == 2 && words[0] == family) known.emplace_back(words[1]);
    }
  }
  return known;
}

[[noreturn]] void refuse_command(std::string_view word, const std::string& family) {
  const std::string whole = family.empty() ? std::string(word) : fmt::format("{} {}", family, word);
  throw Error(Failure::Usage, fmt::format("there is no command \"{}\"", whole))
      .with_hint(did_you_mean(word, words_below(family), "see all with: syncline --help"));
}

[[noreturn]] void refuse_option(std::string_view word, const CommandSpec* spec) {
  const std::string name(word.substr(0, word.find('=')));
  std::vector<std::string> known;
  for (const Option& option : global_options()) known.emplace_back(option.name);
  if (spec) {
    for (const Option& option : spec->options) known.emplace_back(option.name);
  }
  const std::string command = spec ? fmt::format("syncline {}", spec->name) : "syncline";
  throw Error(Failure::Usage, fmt::format("{} has no option {}", command, name))
      .with_hint(did_you_mean(name, known, fmt::format("see {} --help", command)));
}

void check_choice(std::string_view what, const std::string& value, std::string_view choices) {
  std::vector<std::string> known;
  for (const std::string_view one : split(choices, ' ')) known.emplace_back(one);
  if (std::find(known.begin(), known.end(), value) != known.end()) return;
  throw Error(Failure::Usage, fmt::format("{} cannot be \"{}\"", what, value))
      .with_hint(did_you_mean(value, known, "it is one of: " + join(known, ", ")));
}

void take_values(const OptionMap& known, Arguments& arguments) {
  for (const auto& [option, parsed] : known) {
    for (const std::string& value : parsed->results()) {
      if (option->value.empty() && value != "true") {
        throw Error(Failure::Usage, fmt::format("{} takes no value", option->name));
      }
      if (!option->value.empty() && value.empty()) {
        throw Error(Failure::Usage, fmt::format("{} needs a value: {} {}", option->name,
                                                option->name, option->value));
      }
      if (!option->choices.empty()) check_choice(option->name, value, option->choices);
      arguments.add(option->name, value);
    }
  }
}

/// Of a command that another one stands below: `deploy --auto status`.
void refuse_options_of_others(const Tree& tree, const Tree::Leaf& chosen) {
  for (const Tree::Leaf& leaf : tree.leaves) {
    if (leaf.app != chosen.app->get_parent()) continue;
    for (const auto& [option, parsed] : leaf.options) {
      if (parsed->count() > 0) refuse_option(option->name, chosen.spec);
    }
  }
}

/// What is no option of anybody, in order.
std::vector<std::string> operands_of(const CLI::App& root, const Invocation& invocation) {
  std::vector<std::string> operands = root.remaining(true);
  for (const std::string& word : operands) {
    const bool steps = word.size() > 1 && word[1] >= '0' && word[1] <= '9';  // downgrade -1
    if (word.size() > 1 && word.front() == '-' && !steps) refuse_option(word, invocation.command);
  }
  return operands;
}

void take_operands(const CommandSpec& spec, const std::vector<std::string>& given,
                   Arguments& arguments) {
  for (std::size_t i = 0; i < spec.operands.size(); ++i) {
    const Operand& operand = spec.operands[i];
    if (i < given.size()) {
      const std::size_t end = operand.repeats ? given.size() : i + 1;
      for (std::size_t at = i; at < end; ++at) {
        if (!operand.choices.empty()) check_choice(operand.name, given[at], operand.choices);
        arguments.add(operand.name, given[at]);
      }
    } else if (operand.required && !arguments.flag("--help")) {
      throw Error(Failure::Usage, fmt::format("syncline {} needs {}", spec.name, operand.name))
          .with_hint(fmt::format("see syncline {} --help", spec.name));
    }
  }
  const bool repeats = !spec.operands.empty() && spec.operands.back().repeats;
  if (repeats || given.size() <= spec.operands.size()) return;
  throw Error(Failure::Usage, fmt::format("syncline {} does not take \"{}\"", spec.name,
                                          given[spec.operands.size()]))
      .with_hint(fmt::format("see syncline {} --help", spec.name));
}

}  // namespace

Invocation parse_command_line(const std::vector<std::string>& words) {
  Tree tree;
  // Everything after "--" is an operand, whatever it looks like.
  const auto dashes = std::find(words.begin(), words.end(), "--");
  std::vector<std::string> reversed(words.begin(), dashes);
  std::reverse(reversed.begin(), reversed.end());  // as the library wants them
  tree.root.parse(std::move(reversed));
  Invocation invocation;
  for (const auto& [name, app] : tree.families) {
    if (app->parsed()) invocation.family = name;
  }
  take_values(tree.globals, invocation.arguments);
  if (const Tree::Leaf* leaf = tree.chosen()) {
    invocation.command = leaf->spec;
    take_values(leaf->options, invocation.arguments);
    refuse_options_of_others(tree, *leaf);
  }
  auto operands = operands_of(tree.root, invocation);
  if (dashes != words.end()) operands.insert(operands.end(), dashes + 1, words.end());
  if (invocation.command) {
    take_operands(*invocation.command, operands, invocation.arguments);
  } else if (!operands.empty()) {
    refuse_command(operands.front(), invocation.family);
  }
  return invocation;
}

}  // namespace syncline
