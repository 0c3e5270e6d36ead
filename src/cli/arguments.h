// What the user typed after the command, by the names that the command table declares.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace syncline {

class Arguments {
 public:
  void add(std::string_view name, std::string value) {
    values_[std::string(name)].push_back(value);
  }

  bool flag(std::string_view name) const { return values_.contains(std::string(name)); }
  /// The last value given; nothing when there is none.
  std::optional<std::string> text(std::string_view name) const;
  std::string text(std::string_view name, std::string_view fallback) const;
  /// All values, as given.
  std::vector<std::string> all(std::string_view name) const;
  /// All values, split at commas.
  std::vector<std::string> list(std::string_view name) const;
  /// A whole number of at least 1. Throws Error(Usage) for other text.
  std::optional<int> count(std::string_view name) const;
  /// A time: "30s", "5m", "1h", "14d". Throws Error(Usage) for other text.
  std::optional<std::chrono::seconds> duration(std::string_view name) const;

 private:
  std::map<std::string, std::vector<std::string>> values_;
};

}  // namespace syncline
