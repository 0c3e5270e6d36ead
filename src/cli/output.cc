#include "cli/output.h"

#include <nlohmann/json.hpp>

#include "base/secret.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Data& data);

struct Convert {
  Json operator()(std::monostate) const { return nullptr; }
  Json operator()(bool value) const { return value; }
  Json operator()(std::int64_t value) const { return value; }
  Json operator()(double value) const { return value; }
  // Masked here as well: afterwards a quote in a secret would be escaped.
  Json operator()(const std::string& value) const { return masked(value); }
  Json operator()(const Data::List& list) const {
    Json result = Json::array();
    for (const Data& one : list) result.push_back(json_of(one));
    return result;
  }
  Json operator()(const Data::Record& record) const {
    Json result = Json::object();
    for (const auto& [name, value] : record) result[name] = json_of(value);
    return result;
  }
};

Json json_of(const Data& data) { return std::visit(Convert(), data.value()); }

}  // namespace

Data::Data(const std::vector<std::string>& texts) {
  List list;
  for (const std::string& text : texts) list.emplace_back(text);
  value_ = std::move(list);
}

void Data::add(std::string name, Data value) {
  std::get<Record>(value_).emplace_back(std::move(name), std::move(value));
}

Data Data::text_or_null(std::string_view text) { return text.empty() ? Data() : Data(text); }

std::string json_text(const Data& data) {
  return json_of(data).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void print_json(const Data& data) { print(json_text(data)); }

void print_json_line(const Data& data) {
  print(json_of(data).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace syncline
