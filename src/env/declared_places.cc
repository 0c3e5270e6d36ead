#include "env/declared_places.h"

#include "env/definition.h"
#include "env/models.h"

namespace syncline {

DeclaredPlaces::DeclaredPlaces(const Project& project, const Dialect& dialect)
    : usual_schema_(dialect.usual_schema) {
  const auto take = [&](std::string_view sql, const Place& place) {
    const auto found = definition_of(sql, dialect.syntax);
    if (!found || place.file.empty()) return;
    const bool said = !found->schema.empty() && found->schema != usual_schema_;
    by_name_.emplace(said ? found->schema + "." + found->name : found->name, place);
  };
  for (const ModelPart& part : model_parts(project, dialect)) {
    for (const ExportedStatement& one : part.statements) take(one.sql, one.place);
    if (!part.statements.empty()) continue;
    for (const Statement& one : split_script(part.sql, part.name, dialect.syntax).statements) {
      take(one.text, one.place);
    }
  }
}

/// A path begins with a schema in one dialect and with a table in another: both are tried.
Place DeclaredPlaces::of(ObjectId id) const {
  const auto& path = id.path();
  std::vector<std::string> names;
  if (path.size() >= 2) names.push_back(path[0] + "." + path[1]);
  if (path.size() >= 2 && path[0] == usual_schema_) names.push_back(path[1]);
  names.push_back(path[0]);
  for (const std::string& name : names) {
    if (const auto found = by_name_.find(name); found != by_name_.end()) return found->second;
  }
  return {};
}

}  // namespace syncline
