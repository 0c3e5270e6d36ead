#include "postgres/kinds/relations.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

/// "a=1" to its two sides.
std::pair<std::string, std::string> option_sides(const std::string& option) {
  const std::size_t equals = option.find('=');
  if (equals == std::string::npos) return {option, ""};
  return {option.substr(0, equals), option.substr(equals + 1)};
}

std::string written_option(const std::string& option) {
  const auto [name, value] = option_sides(option);
  return fmt::format("{}={}", name, quote_text(value));
}

}  // namespace

std::vector<std::string> parse_path(std::string_view text) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      parts.back() += c;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == '.' && !quoted) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

ObjectId table_id(const std::vector<std::string>& path) {
  return {"table", {path.at(0), path.at(1)}};
}

ObjectId column_id(ObjectId table, const std::string& name) {
  return {"column", {table.path()[0], table.path()[1], name}};
}

ObjectId constraint_id(ObjectId table, const std::string& name) {
  return {"constraint", {table.path()[0], table.path()[1], name}};
}

std::string alter_table(ObjectId table, bool only) {
  return fmt::format("ALTER TABLE {}{} ", only ? "ONLY " : "", qualified(table.path()));
}

std::string with_options(const Object& object) {
  std::vector<std::string> written;
  for (const std::string& option : object.list(attribute::options)) {
    written.push_back(written_option(option));
  }
  return written.empty() ? "" : fmt::format(" WITH ({})", join(written, ", "));
}

Steps alter_options(const std::string& prefix, const Object& before, const Object& after) {
  std::vector<std::string> set, reset;
  const auto& old_options = before.list(attribute::options);
  const auto& new_options = after.list(attribute::options);
  const auto has_name = [](const std::vector<std::string>& options, const std::string& name) {
    for (const std::string& option : options) {
      if (option_sides(option).first == name) return true;
    }
    return false;
  };
  for (const std::string& option : new_options) {
    if (std::find(old_options.begin(), old_options.end(), option) == old_options.end()) {
      set.push_back(written_option(option));
    }
  }
  for (const std::string& option : old_options) {
    const std::string name = option_sides(option).first;
    if (!has_name(new_options, name)) reset.push_back(name);
  }
  Steps steps;
  if (!reset.empty()) steps.push_back({.sql = prefix + "RESET (" + join(reset, ", ") + ")"});
  if (!set.empty()) steps.push_back({.sql = prefix + "SET (" + join(set, ", ") + ")"});
  return steps;
}

}  // namespace syncline::postgres
