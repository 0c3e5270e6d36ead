#include "env/source.h"

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "env/dialects.h"
#include "env/models.h"
#include "migrate/target.h"
#include "model/snapshot.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view forms =
    "a source is env:NAME, a url, models, migrations, migrations@REV, a .sql file, a folder of "
    "them, "
    "or a snapshot .json";

const Project& needed(const Project* project, std::string_view text) {
  if (project) return *project;
  throw Error(Failure::Config, fmt::format("the source \"{}\" needs a project, and there is no "
                                           "syncline.toml here or above",
                                           text))
      .with_hint("begin a project with: syncline init");
}

Source file_source(std::string_view text) {
  Source source;
  source.text = source.path = std::string(text);
  std::error_code none;
  const fs::file_status status = fs::status(source.path, none);
  if (!fs::exists(status)) {
    const bool path = text.find('/') != text.npos || text.find('.') != text.npos;
    if (path) throw Error(Failure::Input, fmt::format("there is no file {}", text));
    const std::string near = nearest(text, {"models", "migrations"});
    throw Error(Failure::Usage, fmt::format("\"{}\" is no source", text))
        .with_hint(near.empty() ? std::string(forms) : fmt::format("did you mean \"{}\"?", near));
  }
  if (source.path.extension() == ".json") source.sort = Source::Sort::Snapshot;
  if (fs::is_directory(status) || source.path.extension() == ".sql" ||
      source.sort == Source::Sort::Snapshot) {
    return source;
  }
  throw Error(Failure::Usage, fmt::format("{} is neither .sql nor .json nor a folder", text))
      .with_hint(fmt::format("a database file is written as a url: sqlite:{}", text));
}

Snapshot snapshot_of(const Source& source) {
  return read_snapshot(read_file(source.path), source.text);
}

Loaded load_snapshot(const Source& source, Workshop& workshop) {
  Loaded loaded;
  Snapshot snapshot = snapshot_of(source);
  if (snapshot.dialect != workshop.dialect().name) {
    throw Error(Failure::Usage, fmt::format("{} is a snapshot of {}, not of {}", source.text,
                                            snapshot.dialect, workshop.dialect().name));
  }
  loaded.catalog = restricted(std::move(snapshot.catalog), workshop.scope());
  return loaded;
}

}  // namespace

Source parse_source(std::string_view text, const Project* project) {
  Source source;
  source.text = std::string(text);
  if (text.starts_with("env:")) {
    const Project& owner = needed(project, text);
    source.sort = Source::Sort::Database;
    const Environment& environment = owner.environment(text.substr(4));
    source.url = owner.url_of(environment);
    source.origin = connect_origin(environment, Access::Read);
  } else if (text == "models") {
    needed(project, text);
    source.sort = Source::Sort::Models;
  } else if (text == "migrations" || text.starts_with("migrations@")) {
    needed(project, text);
    source.sort = Source::Sort::Migrations;
    source.revision = text == "migrations" ? "head" : std::string(text.substr(11));
  } else if (is_url(text) || text.find("://") != text.npos) {
    source.sort = Source::Sort::Database;
    source.url = std::string(text);
    source.text = dialect_of(text).display_url(source.url);
  } else {
    return file_source(text);
  }
  return source;
}

const Dialect* dialect_of(const Source& source) {
  if (source.sort == Source::Sort::Database) return &dialect_of(std::string_view(source.url));
  if (source.sort == Source::Sort::Snapshot) return &dialect_named(snapshot_of(source).dialect);
  return nullptr;
}

const Dialect& dialect_of(const Project& project) {
  if (!project.dialect.empty()) return dialect_named(project.dialect);
  if (project.environments.empty()) {
    throw Error(Failure::Config, "nothing tells which dialect this project is written in")
        .at({"syncline.toml"})
        .with_hint(
            fmt::format("say dialect = \"…\" under [project]: {}", join(dialect_names(), " or ")));
  }
  const Environment& environment =
      project.default_environment.empty() ? project.environments.front() : project.environment("");
  return dialect_of(std::string_view(project.url_of(environment)));
}

std::optional<std::vector<std::string>> revisions_of(const Source& source, const Project* project,
                                                     Workshop& workshop) {
  std::vector<std::string> ids;
  if (source.sort == Source::Sort::Database) {
    ConnectOptions options;
    options.origin = source.origin;
    Database database(workshop, source.url, source.text, options);
    for (const Applied& one : database.applied()) ids.push_back(one.revision);
    return ids;
  }
  if (source.sort != Source::Sort::Migrations) return {};
  const Migrations migrations(needed(project, source.text), workshop);
  const History& history = migrations.history();
  for (const Revision* one :
       history.in_order(history.lineage(Targets(history).tips(source.revision)))) {
    ids.push_back(one->id);
  }
  return ids;
}

Loaded load(const Source& source, const Project* project, Workshop& workshop) {
  Loaded loaded;
  switch (source.sort) {
    case Source::Sort::Database: {
      ConnectOptions options;
      options.origin = source.origin;
      loaded = Database(workshop, source.url, source.text, options).loaded();
      break;
    }
    case Source::Sort::Snapshot:
      loaded = load_snapshot(source, workshop);
      break;
    case Source::Sort::Models:
      loaded = elaborate(workshop, models_recipe(needed(project, source.text), workshop.dialect()));
      break;
    case Source::Sort::Sql:
      loaded = elaborate(workshop, sql_recipe(source.path, workshop.dialect()));
      break;
    case Source::Sort::Migrations: {
      Migrations migrations(needed(project, source.text), workshop);
      const History& history = migrations.history();
      return migrations.load_at(history.lineage(Targets(history).tips(source.revision)));
    }
  }
  loaded.what = source.text;
  return loaded;
}

}  // namespace syncline
