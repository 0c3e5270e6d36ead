#include "tidy/sources.h"

#include <algorithm>
#include <cctype>
#include <fstream>

namespace tidy {
namespace {

namespace fs = std::filesystem;

bool word_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// Cuts lines into code and strings. Holds what outlives a line: block comments and raw strings.
class Cutter {
 public:
  Line cut(const std::string& text, int number) {
    line_ = Line{number, "", {}};
    for (at_ = 0; at_ < text.size();) step(text);
    if (!raw_end_.empty()) word_ += '\n';
    return std::move(line_);
  }

 private:
  void step(const std::string& text) {
    if (comment_) return skip_comment(text);
    if (!raw_end_.empty()) return read_raw(text);
    if (text.compare(at_, 2, "//") == 0) {
      at_ = text.size();
    } else if (text.compare(at_, 2, "/*") == 0) {
      comment_ = true;
    } else if (text.compare(at_, 2, "R\"") == 0 && (at_ == 0 || !word_character(text[at_ - 1]))) {
      open_raw(text);
    } else if (text[at_] == '"') {
      read_string(text);
    } else if (text[at_] == '\'' && (at_ == 0 || !word_character(text[at_ - 1]))) {
      read_character(text);
    } else {
      line_.code += text[at_++];
    }
  }

  void skip_comment(const std::string& text) {
    std::size_t end = text.find("*/", at_);
    comment_ = end == std::string::npos;
    at_ = comment_ ? text.size() : end + 2;
  }

  void open_raw(const std::string& text) {
    std::size_t parenthesis = text.find('(', at_);
    raw_end_ = text.substr(at_ + 2, parenthesis - at_ - 2) + '"';
    raw_end_.insert(raw_end_.begin(), ')');
    at_ = parenthesis + 1;
  }

  void read_raw(const std::string& text) {
    std::size_t end = text.find(raw_end_, at_);
    word_ += text.substr(at_, end - at_);
    if (end == std::string::npos) {
      at_ = text.size();
      return;
    }
    at_ = end + raw_end_.size();
    raw_end_.clear();
    keep();
  }

  void read_string(const std::string& text) {
    for (++at_; at_ < text.size() && text[at_] != '"'; ++at_) {
      if (text[at_] == '\\') word_ += text[at_++];
      if (at_ < text.size()) word_ += text[at_];
    }
    ++at_;
    keep();
  }

  void read_character(const std::string& text) {
    for (++at_; at_ < text.size() && text[at_] != '\''; ++at_) {
      if (text[at_] == '\\') ++at_;
    }
    ++at_;
    line_.code += "' '";
  }

  void keep() {
    line_.code += "\"\"";
    line_.strings.push_back(std::move(word_));
    word_.clear();
  }

  Line line_;
  std::size_t at_ = 0;
  bool comment_ = false;
  std::string raw_end_, word_;
};

bool is_cpp(const fs::path& path) { return path.extension() == ".cc" || path.extension() == ".h"; }

// A brace opens a function's body when what stands before it ends like a parameter list; a
// namespace, a class, a table of data or an initialiser does not.
bool opens_body(const std::string& before) {
  std::size_t end = before.find_last_not_of(" \t");
  if (end == std::string::npos) return false;
  for (const char* word : {"namespace", "class", "struct", "enum", "union"}) {
    if (has_word(before, word)) return false;
  }
  if (before[end] == ')') return true;
  for (const char* word : {"const", "noexcept", "override", "final"}) {
    std::size_t length = std::string(word).size();
    if (end + 1 >= length && before.compare(end + 1 - length, length, word) == 0) return true;
  }
  return before.find(") -> ") != std::string::npos || before.find(") : ") != std::string::npos;
}

}  // namespace

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(std::move(line));
  return lines;
}

Source cut(fs::path path, std::vector<std::string> text) {
  Source source{std::move(path), std::move(text), {}};
  Cutter cutter;
  int number = 0;
  for (const std::string& line : source.text) source.lines.push_back(cutter.cut(line, ++number));
  return source;
}

std::vector<Source> sources_below(const fs::path& folder) {
  const fs::path root = SYNCLINE_SOURCE;
  std::vector<Source> sources;
  if (!fs::exists(root / folder)) return sources;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    if (!entry.is_regular_file() || !is_cpp(entry.path())) continue;
    sources.push_back(cut(entry.path().lexically_relative(root), lines_of(entry.path())));
  }
  std::ranges::sort(sources, {}, &Source::path);
  return sources;
}

std::vector<fs::path> written_files() {
  const fs::path root = SYNCLINE_SOURCE;
  std::vector<fs::path> files;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::end(entry); ++entry) {
    const fs::path& path = entry->path();
    const bool top = path.parent_path() == root;
    if (top &&
        (path.filename() == "build" || path.filename() == ".git" || path.filename() == ".cache")) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file()) {
      files.push_back(path);
    }
  }
  std::ranges::sort(files);
  return files;
}

bool has_word(const std::string& code, const std::string& word) {
  for (std::size_t at = code.find(word); at != std::string::npos; at = code.find(word, at + 1)) {
    const bool starts = at == 0 || !word_character(code[at - 1]);
    const std::size_t end = at + word.size();
    if (starts && (end == code.size() || !word_character(code[end]))) return true;
  }
  return false;
}

std::vector<Function> functions_of(const Source& source) {
  std::vector<Function> functions;
  std::string before;  // code since the last ; { or }
  int depth = 0, body_depth = -1, opened = 0;
  for (const Line& line : source.lines) {
    if (!line.code.empty() && line.code[0] == '#') continue;
    for (char c : line.code) {
      if (c == '{') {
        if (body_depth < 0 && opens_body(before)) body_depth = depth, opened = line.number;
        ++depth;
      } else if (c == '}') {
        --depth;
        if (depth == body_depth) {
          functions.push_back({opened, line.number - opened + 1});
          body_depth = -1;
        }
      }
      const bool cuts = c == '{' || c == '}' || c == ';';
      cuts ? before.clear() : before.push_back(c);
    }
    if (!before.empty()) before.push_back(' ');
  }
  return functions;
}

}  // namespace tidy
