#include "cli/completion.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "base/text.h"
#include "cli/command.h"

namespace syncline {

namespace {

constexpr std::string_view source_words = "models migrations";

std::vector<std::string> top_words() {
  std::vector<std::string> words;
  for (const CommandSpec* command : all_commands()) {
    for (const std::string_view name : {command->name, command->alias}) {
      const std::string first = split(name, ' ').front();
      if (first.empty() || std::ranges::find(words, first) != words.end()) continue;
      words.push_back(first);
    }
  }
  return words;
}

/// The second words of a two-word command.
std::vector<std::string> second_words(std::string_view family) {
  std::vector<std::string> words;
  for (const CommandSpec* command : all_commands()) {
    for (const std::string_view name : {command->name, command->alias}) {
      const auto parts = split(name, ' ');
      if (parts.size() == 2 && parts[0] == family) words.push_back(parts[1]);
    }
  }
  return words;
}

template <class List>
std::string spaced(const List& words) {
  return fmt::format("{}", fmt::join(words, " "));
}

std::string option_words(const CommandSpec& command) {
  std::vector<std::string_view> words;
  for (const auto& options : {command.options, global_options()}) {
    for (const Option& option : options) {
      words.push_back(option.name);
      if (!option.brief.empty()) words.push_back(option.brief);
    }
  }
  return spaced(words);
}

/// Of a command of one word that others stand below; "" when the word is none.
std::string options_of(std::string_view family) {
  for (const CommandSpec* command : all_commands()) {
    if (command->name == family) return " " + option_words(*command);
  }
  return "";
}

/// What may stand where an operand or a value is expected, as plain words.
std::string_view words_of(Completes completes, std::string_view choices) {
  if (completes == Completes::Choices) return choices;
  return completes == Completes::Source ? source_words : std::string_view();
}

std::string operand_words(const CommandSpec& command) {
  for (const Operand& operand : command.operands) {
    const std::string_view words = words_of(operand.completes, operand.choices);
    if (!words.empty()) return std::string(words);
  }
  return "";
}

/// "a|b) …;;" lines of a case over options with a closed list of values.
std::string value_cases(std::string_view indent) {
  std::string text;
  for (const CommandSpec* command : all_commands()) {
    for (const Option& option : command->options) {
      if (option.choices.empty()) continue;
      text += fmt::format("{}{}) COMPREPLY=($(compgen -W \"{}\" -- \"$word\")); return ;;\n",
                          indent, option.name, option.choices);
    }
  }
  return text;
}

std::string bash_script() {
  std::string text =
      "# bash completion for syncline: source it, or put it into /etc/bash_completion.d\n"
      "_syncline() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= i\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case ${COMP_WORDS[i]} in\n"
      "      -*) ;;\n"
      "      *) command+=${command:+ }${COMP_WORDS[i]} ;;\n"
      "    esac\n"
      "  done\n"
      "  case $before in\n" +
      value_cases("    ") +
      "    --config|--env|--url|--scratch) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n"
      "  esac\n"
      "  local words=\n"
      "  case $command in\n";
  text += fmt::format("    '') words=\"{} --help --version\" ;;\n", spaced(top_words()));
  for (const CommandSpec* command : all_commands()) {
    for (const std::string_view name : {command->name, command->alias}) {
      const auto parts = split(name, ' ');
      if (parts.size() != 2 || second_words(parts[0]).front() != parts[1]) continue;
      text += fmt::format("    {}) words=\"{}{}\" ;;\n", parts[0], spaced(second_words(parts[0])),
                          options_of(parts[0]));
    }
    if (!second_words(command->name).empty()) continue;  // a family as well: above
    std::string pattern = fmt::format("'{}'*", command->name);
    if (!command->alias.empty()) pattern += fmt::format("|'{}'*", command->alias);
    text += fmt::format("    {}) words=\"{} {}\" ;;\n", pattern, operand_words(*command),
                        option_words(*command));
  }
  text +=
      "  esac\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
      "  [[ $word != -* && -n $command ]] && COMPREPLY+=($(compgen -f -- \"$word\"))\n"
      "}\n"
      "complete -o filenames -F _syncline syncline\n";
  return text;
}

std::string zsh_script() {
  return "#compdef syncline\n"
         "# zsh completion for syncline: put it into a folder of $fpath as _syncline\n"
         "autoload -U +X bashcompinit && bashcompinit\n" +
         bash_script();
}

std::string fish_quoted(std::string_view text) {
  return "'" + replace_all(replace_all(text, "\\", "\\\\"), "'", "\\'") + "'";
}

void fish_option(std::string& text, const Option& option, std::string_view condition) {
  text += "complete -c syncline";
  if (!condition.empty()) text += fmt::format(" -n {}", fish_quoted(condition));
  text += fmt::format(" -l {}", option.name.substr(2));
  if (!option.brief.empty()) text += fmt::format(" -s {}", option.brief.substr(1));
  if (!option.value.empty()) text += " -r";
  if (!option.choices.empty()) text += fmt::format(" -f -a {}", fish_quoted(option.choices));
  text += fmt::format(" -d {}\n", fish_quoted(option.help));
}

std::string fish_script() {
  std::string text =
      "# fish completion for syncline: put it into ~/.config/fish/completions/syncline.fish\n";
  for (const Option& option : global_options()) fish_option(text, option, "");
  for (const CommandSpec* command : all_commands()) {
    const auto parts = split(command->name, ' ');
    std::string condition = fmt::format("__fish_seen_subcommand_from {}", parts[0]);
    if (!command->alias.empty()) condition += " " + split(command->alias, ' ').front();
    if (parts.size() == 1) {
      text += fmt::format("complete -c syncline -n __fish_use_subcommand -f -a {} -d {}\n",
                          parts[0], fish_quoted(command->summary));
    } else {
      if (second_words(parts[0]).front() == parts[1]) {
        text += fmt::format("complete -c syncline -n __fish_use_subcommand -f -a {}\n", parts[0]);
      }
      text += fmt::format("complete -c syncline -n {} -f -a {} -d {}\n", fish_quoted(condition),
                          parts[1], fish_quoted(command->summary));
    }
    const std::string operands = operand_words(*command);
    if (!operands.empty()) {
      text += fmt::format("complete -c syncline -n {} -a {}\n", fish_quoted(condition),
                          fish_quoted(operands));
    }
    for (const Option& option : command->options) fish_option(text, option, condition);
  }
  return text;
}

}  // namespace

std::string completion_script(std::string_view shell) {
  if (shell == "bash") return bash_script();
  if (shell == "zsh") return zsh_script();
  if (shell == "fish") return fish_script();
  throw std::logic_error(fmt::format("no completion for {}", shell));
}

}  // namespace syncline
