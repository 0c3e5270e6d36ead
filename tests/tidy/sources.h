// The project's own files as lines, split into what is code and what is said in strings.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace tidy {

struct Line {
  int number = 0;
  std::string code;                  ///< without comments; every string literal is ""
  std::vector<std::string> strings;  ///< the literals, without their quotes
};

struct Source {
  std::filesystem::path path;     ///< relative to the project's folder
  std::vector<std::string> text;  ///< as it stands in the file
  std::vector<Line> lines;
};

Source cut(std::filesystem::path path, std::vector<std::string> text);

/// C++ files below a folder of the project, sorted by path.
std::vector<Source> sources_below(const std::filesystem::path& folder);

/// Every text file of the project that people wrote: not build/, not .git/.
std::vector<std::filesystem::path> written_files();

std::vector<std::string> lines_of(const std::filesystem::path& path);

/// Whether `word` stands in `code` as a word of its own.
bool has_word(const std::string& code, const std::string& word);

struct Function {
  int line = 0;    ///< where its body opens
  int length = 0;  ///< lines from there to its closing brace
};

/// Bodies of functions, found by counting braces: good enough for code that clang-format has set.
std::vector<Function> functions_of(const Source& source);

}  // namespace tidy
