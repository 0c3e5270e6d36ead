#include "backup/manifest.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <numeric>

#include "base/error.h"

namespace syncline {

using Json = nlohmann::ordered_json;

namespace {

Error damaged(const std::filesystem::path& file, std::string_view why) {
  return Error(Failure::Input, fmt::format("this is no manifest of a backup: {}", why))
      .at({file.string()});
}

Json files_of(const Manifest& manifest) {
  Json files = Json::array();
  for (const SavedFile& one : manifest.files) {
    files.push_back({{"path", one.path}, {"bytes", one.bytes}, {"sha256", one.sha256}});
  }
  return files;
}

}  // namespace

std::uint64_t Manifest::bytes() const {
  return std::accumulate(files.begin(), files.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const SavedFile& one) { return sum + one.bytes; });
}

std::int64_t Manifest::row_count() const {
  return std::accumulate(rows.begin(), rows.end(), std::int64_t{0},
                         [](std::int64_t sum, const TableRows& one) { return sum + one.rows; });
}

std::string write_manifest(const Manifest& one) {
  Json tables = Json::array();
  for (const TableRows& table : one.rows) {
    tables.push_back({{"table", table.table}, {"rows", table.rows}});
  }
  const Json json{{"version", one.version},
                  {"name", one.name},
                  {"environment", one.environment},
                  {"database", one.database},
                  {"identity", one.identity},
                  {"dialect", one.dialect},
                  {"server_version", one.server_version},
                  {"program", one.program},
                  {"created_at", one.created_at},
                  {"reason", one.reason},
                  {"note", one.note},
                  {"made_by", one.made_by},
                  {"tool", one.tool},
                  {"format", one.format},
                  {"schema_only", one.schema_only},
                  {"revisions", one.revisions},
                  {"fingerprint", one.fingerprint},
                  {"stamp", one.stamp},
                  {"reader", one.reader},
                  {"rows", one.schema_only ? "not saved" : "exact"},
                  {"tables", tables},
                  {"files", files_of(one)},
                  {"facts", one.facts},
                  {"seconds", one.seconds}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Manifest read_manifest(const std::string& text, const std::filesystem::path& file) {
  Manifest one;
  try {
    const Json json = Json::parse(text);
    one.version = json.at("version").get<int>();
    if (one.version > manifest_version) {
      throw Error(Failure::Refused, "this backup was made by a newer syncline")
          .at({file.string()})
          .with_hint("use that version, or a newer one");
    }
    const std::pair<const char*, std::string*> texts[] = {
        {"name", &one.name},         {"environment", &one.environment},
        {"database", &one.database}, {"identity", &one.identity},
        {"dialect", &one.dialect},   {"server_version", &one.server_version},
        {"program", &one.program},   {"created_at", &one.created_at},
        {"reason", &one.reason},     {"note", &one.note},
        {"made_by", &one.made_by},   {"tool", &one.tool},
        {"format", &one.format},     {"fingerprint", &one.fingerprint},
        {"stamp", &one.stamp},       {"reader", &one.reader},
    };
    for (const auto& [name, target] : texts) *target = json.at(name).get<std::string>();
    one.schema_only = json.at("schema_only").get<bool>();
    one.revisions = json.at("revisions").get<std::vector<std::string>>();
    one.facts = json.at("facts").get<std::map<std::string, std::string>>();
    one.seconds = json.at("seconds").get<double>();
    for (const Json& table : json.at("tables")) {
      one.rows.push_back(
          {table.at("table").get<std::string>(), table.at("rows").get<std::int64_t>()});
    }
    for (const Json& saved : json.at("files")) {
      one.files.push_back({saved.at("path").get<std::string>(),
                           saved.at("bytes").get<std::uint64_t>(),
                           saved.at("sha256").get<std::string>()});
    }
  } catch (const Json::exception& error) {
    throw damaged(file, error.what());
  }
  return one;
}

std::string write_verification(const Verification& one) {
  const Json json{{"verified_at", one.at}, {"tool", one.tool}, {"notes", one.notes}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Verification read_verification(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return {};
  return {json.value("verified_at", ""), json.value("tool", ""),
          json.value("notes", std::vector<std::string>())};
}

}  // namespace syncline
