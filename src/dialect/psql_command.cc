#include "dialect/psql_command.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace syncline {

namespace {

/// They change what psql prints or how it reacts, never what the statements do.
constexpr std::array<std::string_view, 11> harmless{"restrict", "unrestrict", "echo",    "qecho",
                                                    "warn",     "set",        "unset",   "timing",
                                                    "pset",     "x",          "encoding"};

struct Refusal {
  std::string_view command;
  std::string_view hint;
};

constexpr std::string_view one_database =
    "a script is loaded into one database: remove the line, and give each database its own script";
constexpr std::string_view name_the_file =
    "remove the line and name the other file itself: several files and folders can be given";
constexpr std::string_view write_it_out = "write the statements that it would run into the script";
constexpr std::string_view no_rows =
    "rows are no schema: dump with --schema-only, or with --inserts when the rows are wanted";
constexpr std::string_view no_choice = "keep only the statements that are wanted, without \\if";

constexpr std::array refusals{
    Refusal{"connect", one_database},  Refusal{"c", one_database},
    Refusal{"i", name_the_file},       Refusal{"ir", name_the_file},
    Refusal{"include", name_the_file}, Refusal{"include_relative", name_the_file},
    Refusal{"gexec", write_it_out},    Refusal{"gset", write_it_out},
    Refusal{"copy", no_rows},          Refusal{".", no_rows},
    Refusal{"if", no_choice},          Refusal{"elif", no_choice},
    Refusal{"else", no_choice},        Refusal{"endif", no_choice},
};

bool names_utf8(std::string_view argument) {
  std::string name;
  for (const char c : lower(argument)) {
    if (c != '\'' && c != '-' && c != '_') name += c;
  }
  return name.empty() || name == "utf8" || name == "unicode";
}

/// The rest of a line after a command's arguments: from the next backslash outside quotes, else "".
std::string_view next_command(std::string_view arguments) {
  char quote = '\0';
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const char c = arguments[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '\'' || c == '"' || c == '`') {
      quote = c;
    } else if (c == '\\') {
      return arguments.substr(i);
    }
  }
  return {};
}

}  // namespace

std::string_view psql_command_name(std::string_view line) {
  line.remove_prefix(1);
  if (line.starts_with('.')) return line.substr(0, 1);
  return line.substr(0, line.find_first_of(" \t\r\n\\'\";:"));
}

std::string psql_command_refusal(std::string_view line) {
  const std::string_view name = psql_command_name(line);
  const std::string_view arguments = trim(line.substr(1 + name.size()));
  if (std::find(harmless.begin(), harmless.end(), name) != harmless.end()) {
    if (name == "encoding" && !names_utf8(arguments))
      return "save the file as UTF-8 and remove the line";
    const std::string_view next = next_command(arguments);
    if (next.starts_with("\\\\")) return "put what follows \\\\ on its own line";
    return next.empty() ? std::string() : psql_command_refusal(next);
  }
  for (const Refusal& known : refusals) {
    if (known.command == name) return std::string(known.hint);
  }
  return "remove the line: only psql understands it";
}

}  // namespace syncline
