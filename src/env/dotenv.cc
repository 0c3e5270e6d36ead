#include "env/dotenv.h"

#include <algorithm>
#include <cctype>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

namespace syncline {

namespace {

bool is_name(std::string_view key) {
  if (key.empty() || std::isdigit(static_cast<unsigned char>(key.front()))) return false;
  return std::all_of(key.begin(), key.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '_' || c == '.' || c == '-';
  });
}

char escaped(char c) {
  if (c == 'n') return '\n';
  if (c == 't') return '\t';
  if (c == 'r') return '\r';
  return c;
}

/// `text` starts with a quote. Nothing but a comment may follow the closing one.
std::string quoted(std::string_view text, const Place& place) {
  const char quote = text.front();
  std::string value;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"' && i + 1 < text.size()) {
      value += escaped(text[++i]);
    } else if (text[i] != quote) {
      value += text[i];
    } else {
      const std::string_view rest = trim(text.substr(i + 1));
      if (rest.empty() || rest.front() == '#') return value;
      throw Error(Failure::Config, "text after the closing quote").at(place);
    }
  }
  throw Error(Failure::Config, "the quote is not closed").at(place);
}

/// Without quotes a value ends at " #".
std::string plain(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '#' && (i == 0 || std::isspace(static_cast<unsigned char>(text[i - 1])))) {
      text = text.substr(0, i);
      break;
    }
  }
  return std::string(trim(text));
}

}  // namespace

std::map<std::string, std::string> parse_dotenv(std::string_view text, const std::string& file) {
  std::map<std::string, std::string> values;
  int number = 0;
  for (std::string_view line : split(text, '\n')) {
    const Place place{file, ++number};
    line = trim(line);
    if (line.empty() || line.front() == '#') continue;
    if (line.starts_with("export ")) line = trim(line.substr(7));
    const std::size_t equals = line.find('=');
    const std::string_view key = trim(line.substr(0, equals));
    if (equals == std::string_view::npos || !is_name(key)) {
      // The line itself may be a secret: it is not shown.
      throw Error(Failure::Config, "expected KEY=VALUE").at(place);
    }
    const std::string_view value = trim(line.substr(equals + 1));
    const bool quote = !value.empty() && (value.front() == '"' || value.front() == '\'');
    values[std::string(key)] = quote ? quoted(value, place) : plain(value);
  }
  return values;
}

std::map<std::string, std::string> load_dotenv(const std::filesystem::path& file) {
  std::error_code none;
  if (!std::filesystem::is_regular_file(file, none)) return {};
  return parse_dotenv(read_file(file), file.filename().string());
}

}  // namespace syncline
