// Every command in the recipes and in the manual's pages about them is one that there is.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "cli/options.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;

/// What a shell makes of it, as far as the recipes need: quotes, and an end where another command
/// begins.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool any = false;
  char quote = 0;
  const auto flush = [&] {
    if (any) words.push_back(word);
    word.clear();
    any = false;
  };
  for (const char sign : line) {
    if (quote != 0) {
      if (sign == quote) quote = 0;
      if (sign != quote && quote != 0) word += sign;
    } else if (sign == '"' || sign == '\'') {
      quote = sign;
      any = true;
    } else if (sign == ' ') {
      flush();
    } else if (std::string_view("|;&>#)`").find(sign) != std::string_view::npos) {
      break;
    } else {
      word += sign;
      any = true;
    }
  }
  flush();
  return words;
}

/// Commands of a file: of lines that run them, and of lists like ["syncline", "run", …].
std::vector<std::vector<std::string>> commands_in(const fs::path& file) {
  std::vector<std::vector<std::string>> commands;
  bool code = file.extension() != ".md";
  const bool fenced = !code;
  const std::string text = read_file(file);
  for (const std::string_view view : split(text, '\n')) {
    std::string line(trim(view));
    if (line.starts_with('#')) continue;
    if (fenced && line.starts_with("```")) code = !code;
    if (!code) continue;
    if (const auto list = line.find("[\"syncline\", "); list != std::string::npos) {
      line = "syncline " + std::regex_replace(line.substr(list + 13), std::regex("[\",\\]]"), "") +
             " app";  // or the container's command
    }
    static const std::regex command("(^|[-:;&|] |exec |^- run: )syncline ");
    std::smatch found;
    if (!std::regex_search(line, found, command)) continue;
    commands.push_back(words_of(found.suffix().str()));
  }
  return commands;
}

class Recipe : public ::testing::TestWithParam<std::string> {};

TEST_P(Recipe, EveryCommandIsOne) {
  const fs::path root(SYNCLINE_ROOT);
  std::size_t count = 0;
  std::vector<fs::path> files;
  if (fs::is_directory(root / GetParam())) {
    for (const auto& entry : fs::recursive_directory_iterator(root / GetParam())) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  } else {
    files.push_back(root / GetParam());
  }
  for (const fs::path& file : files) {
    for (const auto& words : commands_in(file)) {
      ++count;
      try {
        EXPECT_NE(parse_command_line(words).command, nullptr) << file << ": " << join(words, " ");
      } catch (const Error& error) {
        ADD_FAILURE() << file << ": " << join(words, " ") << ": " << error.what();
      }
    }
  }
  EXPECT_GT(count, 0U) << "no command was found";
}

INSTANTIATE_TEST_SUITE_P(All, Recipe,
                         ::testing::Values("examples/recipes/container", "examples/recipes/github",
                                           "examples/recipes/gitlab", "examples/recipes/hosting",
                                           "docs/manual/ci.md", "docs/manual/run.md",
                                           "docs/manual/pulling.md"),
                         [](const auto& one) {
                           return std::regex_replace(one.param, std::regex("[^a-z]"), "_");
                         });

}  // namespace
}  // namespace syncline
