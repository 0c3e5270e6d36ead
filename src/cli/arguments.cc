#include "cli/arguments.h"

#include <fmt/format.h>

#include <charconv>

#include "base/duration.h"
#include "base/error.h"
#include "base/text.h"

namespace syncline {

std::optional<std::string> Arguments::text(std::string_view name) const {
  const auto found = values_.find(std::string(name));
  if (found == values_.end()) return {};
  return found->second.back();
}

std::string Arguments::text(std::string_view name, std::string_view fallback) const {
  return text(name).value_or(std::string(fallback));
}

std::vector<std::string> Arguments::all(std::string_view name) const {
  const auto found = values_.find(std::string(name));
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

std::vector<std::string> Arguments::list(std::string_view name) const {
  std::vector<std::string> result;
  const auto found = values_.find(std::string(name));
  if (found == values_.end()) return result;
  for (const std::string& value : found->second) {
    for (const std::string_view part : split(value, ',')) {
      if (!trim(part).empty()) result.emplace_back(trim(part));
    }
  }
  return result;
}

std::optional<int> Arguments::count(std::string_view name) const {
  const auto value = text(name);
  if (!value) return {};
  int number = 0;
  const char* end = value->data() + value->size();
  const auto [stop, code] = std::from_chars(value->data(), end, number);
  if (code != std::errc() || stop != end || number < 1) {
    throw Error(Failure::Usage,
                fmt::format("{} takes a whole number of at least 1, not \"{}\"", name, *value));
  }
  return number;
}

std::optional<std::chrono::seconds> Arguments::duration(std::string_view name) const {
  const auto value = text(name);
  if (!value) return {};
  if (const auto time = parse_duration(*value)) return time;
  throw Error(Failure::Usage,
              fmt::format("{} takes a time like 30s, 5m or 1h, not \"{}\"", name, *value));
}

}  // namespace syncline
