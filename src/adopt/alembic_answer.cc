#include "adopt/alembic_answer.h"

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace syncline {

namespace {

using Json = nlohmann::json;

std::string text(const Json& record, const char* name) {
  const auto found = record.find(name);
  return found != record.end() && found->is_string() ? found->get<std::string>() : "";
}

bool flag(const Json& record, const char* name) {
  const auto found = record.find(name);
  return found != record.end() && found->is_boolean() && found->get<bool>();
}

std::vector<std::string> texts(const Json& record, const char* name) {
  const auto found = record.find(name);
  return found == record.end() || !found->is_array() ? std::vector<std::string>()
                                                     : found->get<std::vector<std::string>>();
}

AlembicWay way(const Json& record) {
  AlembicWay result;
  result.live = flag(record, "live");
  result.reads = texts(record, "reads");
  result.inexact = texts(record, "inexact");
  result.source = text(record, "source");
  result.why = text(record, "why");
  const Json& statements = record.at("statements");
  result.known = statements.is_array();
  if (!result.known) return result;
  for (const Json& one : statements) {
    result.statements.push_back({one.at("sql").get<std::string>(), flag(one, "outside")});
  }
  return result;
}

AlembicRevision revision(const Json& record) {
  return {text(record, "id"),       texts(record, "parents"), texts(record, "labels"),
          texts(record, "depends"), text(record, "message"),  text(record, "created"),
          text(record, "file"),     way(record.at("up")),     way(record.at("down"))};
}

}  // namespace

AlembicAnswer parse_alembic_answer(std::string_view json) {
  try {
    const Json record = Json::parse(json);
    AlembicAnswer answer;
    answer.missing = text(record, "missing");
    answer.failed = text(record, "failed");
    answer.where = text(record, "where");
    answer.alembic = text(record, "alembic");
    if (!answer.missing.empty() || !answer.failed.empty()) return answer;
    const Json& facts = record.at("facts");
    answer.version_table = text(facts, "version_table");
    answer.version_schema = text(facts, "version_table_schema");
    answer.transactional = flag(facts, "transactional");
    for (const Json& one : record.at("revisions")) answer.revisions.push_back(revision(one));
    return answer;
  } catch (const Json::exception&) {
    throw Error(Failure::Config, "what should be the project's Python printed something else")
        .with_hint("name the Python that the project's Alembic is installed in: --python PATH");
  }
}

}  // namespace syncline
