#include "env/child_variables.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "base/hash.h"
#include "env/dotenv.h"

namespace syncline {

namespace {

/// They belong to a terminal, a shell or a git hook, not to a project.
constexpr std::array<std::string_view, 16> passing{
    "_",        "PWD",      "OLDPWD",        "SHLVL",          "TERM",
    "COLUMNS",  "LINES",    "SSH_AUTH_SOCK", "SSH_CLIENT",     "SSH_CONNECTION",
    "SSH_TTY",  "WINDOWID", "INVOCATION_ID", "JOURNAL_STREAM", "XDG_SESSION_ID",
    "COLORTERM"};

bool is_passing(std::string_view name) {
  return name.starts_with("GIT_") || std::ranges::find(passing, name) != passing.end();
}

}  // namespace

std::map<std::string, std::string> child_variables(const std::filesystem::path& folder) {
  auto values = load_dotenv(folder / ".env");
  std::erase_if(values, [](const auto& one) { return std::getenv(one.first.c_str()) != nullptr; });
  return values;
}

std::string variables_key(const std::map<std::string, std::string>& additions) {
  std::map<std::string, std::string> all = additions;
  for (char** entry = environ; *entry; ++entry) {
    const std::string_view text = *entry;
    const std::string_view name = text.substr(0, text.find('='));
    if (!is_passing(name)) all.emplace(name, text);
  }
  Hash hash;
  for (const auto& [name, value] : all) hash.add_field(name).add_field(value);
  return hash.hex();
}

}  // namespace syncline
