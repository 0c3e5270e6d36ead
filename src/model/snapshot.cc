#include "model/snapshot.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace syncline {

namespace {

using Json = nlohmann::ordered_json;

constexpr int snapshot_format = 1;

Json id_json(ObjectId id) {
  Json json = Json::array({std::string(id.kind())});
  for (const std::string& part : id.path()) json.push_back(part);
  return json;
}

ObjectId id_from(const Json& json) {
  std::vector<std::string> path;
  for (std::size_t i = 1; i < json.size(); ++i) path.push_back(json.at(i).get<std::string>());
  return ObjectId(json.at(0).get<std::string>(), std::move(path));
}

Json object_json(const Object& object) {
  Json json;
  json["id"] = id_json(object.id);
  if (object.parent) json["parent"] = id_json(object.parent);
  if (object.position != 0) json["position"] = object.position;
  Json attributes = Json::object();
  for (const auto& [name, value] : object.attributes) {
    std::visit([&](const auto& plain) { attributes[std::string(name.text())] = plain; }, value);
  }
  json["attributes"] = std::move(attributes);
  if (!object.depends_on.empty()) {
    std::vector<ObjectId> sorted = object.depends_on;
    std::sort(sorted.begin(), sorted.end());
    Json needs = Json::array();
    for (ObjectId id : sorted) needs.push_back(id_json(id));
    json["depends_on"] = std::move(needs);
  }
  return json;
}

Value value_from(const Json& json) {
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_string()) return json.get<std::string>();
  return json.get<std::vector<std::string>>();
}

Object object_from(const Json& json) {
  Object object;
  object.id = id_from(json.at("id"));
  if (json.contains("parent")) object.parent = id_from(json["parent"]);
  object.position = json.value("position", std::int64_t{0});
  for (const auto& [name, value] : json.at("attributes").items()) {
    object.attributes.set(name, value_from(value));
  }
  if (json.contains("depends_on")) {
    for (const Json& id : json["depends_on"]) object.depends_on.push_back(id_from(id));
  }
  return object;
}

Place place_of_byte(std::string_view text, std::size_t byte, const std::string& file) {
  std::string_view before = text.substr(0, std::min(byte, text.size()));
  auto line_start = before.rfind('\n');
  int line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  std::size_t column =
      line_start == std::string_view::npos ? before.size() : before.size() - line_start - 1;
  return {file, line, std::max(1, static_cast<int>(column))};
}

}  // namespace

std::string write_snapshot(const Catalog& catalog, std::string_view dialect) {
  Json json;
  json["syncline_snapshot"] = snapshot_format;
  json["dialect"] = dialect;
  Json objects = Json::array();
  for (const Object& object : catalog.objects()) objects.push_back(object_json(object));
  json["objects"] = std::move(objects);
  Json unmanaged = Json::object();
  for (const Unmanaged& row : catalog.unmanaged()) unmanaged[row.kind] = row.names;
  json["unmanaged"] = std::move(unmanaged);
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Snapshot read_snapshot(std::string_view text, const std::string& file) {
  try {
    Json json = Json::parse(text);
    if (!json.is_object() || json.value("syncline_snapshot", 0) != snapshot_format) {
      throw Error(Failure::Input, "this JSON file is not a snapshot of Syncline")
          .with_hint("make one with: syncline inspect SOURCE --format json")
          .at({file});
    }
    std::vector<Object> objects;
    for (const Json& object : json.at("objects")) objects.push_back(object_from(object));
    std::vector<Unmanaged> unmanaged;
    if (json.contains("unmanaged")) {
      for (const auto& [kind, names] : json["unmanaged"].items()) {
        unmanaged.push_back({kind, names.get<std::vector<std::string>>()});
      }
    }
    return {json.at("dialect").get<std::string>(),
            Catalog(std::move(objects), std::move(unmanaged))};
  } catch (const nlohmann::json::parse_error& error) {
    throw Error(Failure::Input, "the snapshot is not valid JSON")
        .at(place_of_byte(text, error.byte, file));
  } catch (const nlohmann::json::exception& error) {
    throw Error(Failure::Input, std::string("the snapshot is damaged: ") + error.what()).at({file});
  }
}

}  // namespace syncline
