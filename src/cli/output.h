// Reports as JSON. Commands describe them as Data; only output.cc knows the JSON library.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace syncline {

class Data {
 public:
  using List = std::vector<Data>;
  using Record = std::vector<std::pair<std::string, Data>>;  ///< keeps its order

  Data() = default;                                                      ///< null
  Data(bool value) : value_(value) {}                                    // NOLINT: data is a value
  Data(int value) : value_(std::int64_t{value}) {}                       // NOLINT
  Data(std::int64_t value) : value_(value) {}                            // NOLINT
  Data(std::size_t value) : value_(static_cast<std::int64_t>(value)) {}  // NOLINT
  Data(double value) : value_(value) {}                                  // NOLINT
  Data(const char* value) : value_(std::string(value)) {}                // NOLINT
  Data(std::string_view value) : value_(std::string(value)) {}           // NOLINT
  Data(std::string value) : value_(std::move(value)) {}                  // NOLINT
  Data(List value) : value_(std::move(value)) {}                         // NOLINT
  Data(Record value) : value_(std::move(value)) {}                       // NOLINT
  Data(const std::vector<std::string>& texts);                           // NOLINT

  /// To a record, at its end.
  void add(std::string name, Data value);

  /// Null when the text is empty.
  static Data text_or_null(std::string_view text);

  const auto& value() const { return value_; }

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Record> value_;
};

std::string json_text(const Data& data);  ///< indented
/// To stdout, indented.
void print_json(const Data& data);
/// To stdout in one line, and at once: one of a stream.
void print_json_line(const Data& data);

}  // namespace syncline
