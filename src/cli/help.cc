#include "cli/help.h"

#include <fmt/format.h>

#include <vector>

#include "base/text.h"

namespace syncline {

namespace {

struct Row {
  std::string left, right;
};

std::string columns(const std::vector<Row>& rows) {
  std::size_t width = 0;
  for (const Row& row : rows) width = std::max(width, row.left.size());
  std::string text;
  for (const Row& row : rows) text += fmt::format("  {:<{}}  {}\n", row.left, width, row.right);
  return text;
}

std::string option_names(const Option& option) {
  std::string names = option.brief.empty() ? "    " : fmt::format("{}, ", option.brief);
  names += option.name;
  if (!option.value.empty()) names += fmt::format(" {}", option.value);
  return names;
}

std::string options_text(std::span<const Option> options) {
  std::vector<Row> rows;
  for (const Option& option : options)
    rows.push_back({option_names(option), std::string(option.help)});
  return columns(rows);
}

std::string usage(const CommandSpec& command) {
  std::string line = fmt::format("syncline {}", command.name);
  for (const Operand& operand : command.operands) {
    const std::string name = fmt::format("{}{}", operand.name, operand.repeats ? " …" : "");
    line += operand.required ? fmt::format(" {}", name) : fmt::format(" [{}]", name);
  }
  return line + " [options]";
}

std::string indented(std::string_view text) {
  std::string result;
  for (const std::string_view line : split(trim(text), '\n')) {
    result += line.empty() ? "\n" : fmt::format("  {}\n", line);
  }
  return result;
}

}  // namespace

std::string general_help() {
  std::string text =
      "Syncline keeps a declared schema and the schemas of all its databases in line, and proves "
      "it.\n\n"
      "Usage: syncline COMMAND [options]\n";
  std::string_view group;
  std::vector<Row> rows;
  const auto flush = [&] {
    if (!rows.empty()) text += fmt::format("\n{}:\n{}", group, columns(rows));
    rows.clear();
  };
  for (const CommandSpec* command : all_commands()) {
    if (command->group != group) flush();
    group = command->group;
    rows.push_back({std::string(command->name), std::string(command->summary)});
  }
  flush();
  text += "\nEverywhere:\n" + options_text(global_options());
  text +=
      "\nA source is env:NAME, a url (postgresql://…, sqlite:FILE), models, migrations, "
      "migrations@REV,\n"
      "a .sql file, a folder of them, or a snapshot .json.\n"
      "\nExit codes: 0 done or nothing differs, 1 something differs, 2 command line, 3 "
      "configuration,\n"
      "4 models and revisions, 5 database, 6 refused, 70 a mistake of Syncline.\n";
  return text;
}

namespace {

/// The commands of two words that begin with it.
std::vector<Row> rows_below(std::string_view family) {
  std::vector<Row> rows;
  for (const CommandSpec* command : all_commands()) {
    for (const std::string_view name : {command->name, command->alias}) {
      if (!name.starts_with(std::string(family) + " ")) continue;
      rows.push_back({std::string(name), std::string(command->summary)});
    }
  }
  return rows;
}

}  // namespace

std::string command_help(const CommandSpec& command) {
  std::string text = fmt::format("{}\n\nUsage: {}\n", command.summary, usage(command));
  if (!command.alias.empty()) text += fmt::format("Also called: {}\n", command.alias);
  if (!command.about.empty()) text += fmt::format("\n{}\n", trim(command.about));
  if (!command.operands.empty()) {
    std::vector<Row> rows;
    for (const Operand& one : command.operands) {
      rows.push_back({std::string(one.name), std::string(one.help)});
    }
    text += "\nArguments:\n" + columns(rows);
  }
  if (!command.options.empty()) text += "\nOptions:\n" + options_text(command.options);
  if (const auto rows = rows_below(command.name); !rows.empty()) {
    text += "\nCommands:\n" + columns(rows);
  }
  text += "\nEverywhere:\n" + options_text(global_options());
  if (!command.examples.empty()) text += "\nExamples:\n" + indented(command.examples);
  return text;
}

std::string family_help(std::string_view family) {
  return fmt::format("Usage: syncline {} COMMAND [options]\n\nCommands:\n{}", family,
                     columns(rows_below(family)));
}

}  // namespace syncline
