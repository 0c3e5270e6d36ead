#include "env/config_toml.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/duration.h"
#include "base/text.h"

namespace syncline {

namespace {

std::string_view type_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "an array";
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or time";
  }
}

[[noreturn]] void refuse_key(const toml::key& key, std::string_view section,
                             const ConfigTarget& target, const std::vector<std::string>& known) {
  const std::string where = section.empty() ? "" : fmt::format(" in [{}]", section);
  const std::string near = nearest(key.str(), known);
  Error error(Failure::Config, fmt::format("unknown key \"{}\"{}", key.str(), where));
  error.at(place_of(key.source(), target.file));
  error.with_hint(near.empty() ? "known are: " + join(known, ", ")
                               : fmt::format("did you mean \"{}\"?", near));
  throw error;
}

}  // namespace

Place place_of(const toml::source_region& source, const std::string& file) {
  return {file, static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

Error wrong(const toml::node& node, const ConfigTarget& target, const std::string& message) {
  return Error(Failure::Config, message).at(place_of(node.source(), target.file));
}

std::string text(const toml::node& node, const ConfigTarget& target) {
  if (const auto* value = node.as_string()) return value->get();
  throw wrong(node, target, fmt::format("expected a string, found {}", type_of(node)));
}

bool boolean(const toml::node& node, const ConfigTarget& target) {
  if (const auto* value = node.as_boolean()) return value->get();
  throw wrong(node, target, fmt::format("expected true or false, found {}", type_of(node)));
}

int whole_number(const toml::node& node, const ConfigTarget& target, int least, int most) {
  const auto* value = node.as_integer();
  if (value && value->get() >= least && value->get() <= most) {
    return static_cast<int>(value->get());
  }
  throw wrong(node, target, fmt::format("expected a whole number from {} to {}", least, most));
}

std::chrono::seconds duration_of(const toml::node& node, const ConfigTarget& target,
                                 std::string_view written) {
  if (const auto time = parse_duration(written)) return *time;
  throw wrong(node, target,
              fmt::format("expected a time like 30s, 5m, 12h or 14d, found \"{}\"", written));
}

std::chrono::seconds duration(const toml::node& node, const ConfigTarget& target) {
  return duration_of(node, target, text(node, target));
}

std::vector<std::string> texts(const toml::node& node, const ConfigTarget& target) {
  if (node.is_string()) return {text(node, target)};
  const auto* array = node.as_array();
  if (!array) {
    throw wrong(node, target,
                fmt::format("expected a string or an array of strings, found {}", type_of(node)));
  }
  std::vector<std::string> result;
  for (const toml::node& element : *array) result.push_back(text(element, target));
  return result;
}

const toml::table& table(const toml::node& node, const ConfigTarget& target,
                         std::string_view what) {
  if (const auto* value = node.as_table()) return *value;
  throw wrong(node, target, fmt::format("expected {}, found {}", what, type_of(node)));
}

void take_keys(const toml::table& values, std::string_view section, std::span<const KeyRule> rules,
               ConfigTarget& target) {
  for (const auto& [key, value] : values) {
    const auto rule = std::find_if(rules.begin(), rules.end(),
                                   [&](const KeyRule& one) { return one.name == key.str(); });
    if (rule == rules.end()) {
      std::vector<std::string> known;
      for (const KeyRule& one : rules) known.emplace_back(one.name);
      refuse_key(key, section, target, known);
    }
    rule->take(value, target);
  }
}

std::filesystem::path in_project(const ConfigTarget& target, const std::string& path) {
  return (target.project.folder / path).lexically_normal();
}

void take_section(const toml::node& node, ConfigTarget& target, std::string_view section,
                  std::span<const KeyRule> rules) {
  take_keys(table(node, target, "a table"), section, rules, target);
}

}  // namespace syncline
