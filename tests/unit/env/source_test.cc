#include "env/source.h"

#include <gtest/gtest.h>

#include "model/snapshot.h"
#include "unit/env/sqlite_project.h"

namespace syncline {
namespace {

using Sort = Source::Sort;

TEST(Source, EveryFormIsRecognised) {
  SqliteProject here;
  here.models("CREATE TABLE a (id INTEGER);");
  write_file(here.folder / "s.json", "{}");
  const auto sort = [&](const std::string& text) { return parse_source(text, &here.project).sort; };
  EXPECT_EQ(sort("models"), Sort::Models);
  EXPECT_EQ(sort("migrations"), Sort::Migrations);
  EXPECT_EQ(sort("env:local"), Sort::Database);
  EXPECT_EQ(sort("sqlite:x.db"), Sort::Database);
  EXPECT_EQ(sort("postgresql://localhost/x"), Sort::Database);
  EXPECT_EQ(sort((here.folder / "schema.sql").string()), Sort::Sql);
  EXPECT_EQ(sort(here.folder.string()), Sort::Sql);
  EXPECT_EQ(sort((here.folder / "s.json").string()), Sort::Snapshot);
  EXPECT_EQ(parse_source("migrations@2024", &here.project).revision, "2024");
}

Failure failure_of(const std::string& text, const Project* project) {
  try {
    parse_source(text, project);
  } catch (const Error& error) {
    return error.failure;
  }
  ADD_FAILURE() << text << " was accepted";
  return Failure::Usage;
}

TEST(Source, OtherTextIsRefusedByClass) {
  SqliteProject here;
  EXPECT_EQ(failure_of("modles", &here.project), Failure::Usage);
  EXPECT_EQ(failure_of("missing.sql", &here.project), Failure::Input);
  EXPECT_EQ(failure_of("env:nowhere", &here.project), Failure::Config);
  EXPECT_EQ(failure_of("oracle://x/y", &here.project), Failure::Config);
  EXPECT_EQ(failure_of("models", nullptr), Failure::Config);
  EXPECT_EQ(failure_of("env:local", nullptr), Failure::Config);
}

TEST(Source, AFolderIsItsFilesByPath) {
  SqliteProject here;
  std::filesystem::create_directories(here.folder / "s/deep");
  write_file(here.folder / "s/2.sql", "CREATE INDEX i ON a (id);");
  write_file(here.folder / "s/1.sql", "CREATE TABLE a (id INTEGER);");
  write_file(here.folder / "s/deep/3.sql", "CREATE VIEW v AS SELECT id FROM a;");
  write_file(here.folder / "s/notes.txt", "not SQL");
  const Source source = parse_source((here.folder / "s").string(), nullptr);
  const Loaded loaded = load(source, nullptr, *here.workshop);
  EXPECT_TRUE(loaded.catalog.has(ObjectId("index", {"i"})));
  EXPECT_TRUE(loaded.catalog.has(ObjectId("view", {"v"})));
}

TEST(Source, ASnapshotEqualsWhatItWasTakenFrom) {
  SqliteProject here;
  here.models("CREATE TABLE a (id INTEGER PRIMARY KEY, n TEXT);");
  const Loaded models = load(parse_source("models", &here.project), &here.project, *here.workshop);
  write_file(here.folder / "s.json", write_snapshot(models.catalog, "sqlite"));
  const Source source = parse_source((here.folder / "s.json").string(), nullptr);
  EXPECT_EQ(load(source, nullptr, *here.workshop).fingerprint(), models.fingerprint());
}

TEST(Source, ASnapshotOfAnotherDialectIsRefused) {
  SqliteProject here;
  write_file(here.folder / "s.json", write_snapshot(Catalog(), "postgresql"));
  const Source source = parse_source((here.folder / "s.json").string(), nullptr);
  EXPECT_THROW(load(source, nullptr, *here.workshop), Error);
}

TEST(Source, ModelsAddUp) {
  SqliteProject here;
  here.models("CREATE TABLE a (id INTEGER);");
  here.project.models.programs = {"echo 'CREATE VIEW v AS SELECT id FROM a;'"};
  const Loaded loaded = load(parse_source("models", &here.project), &here.project, *here.workshop);
  EXPECT_TRUE(loaded.catalog.has(ObjectId("table", {"a"})));
  EXPECT_TRUE(loaded.catalog.has(ObjectId("view", {"v"})));
}

TEST(Source, TheDialectOfAProjectIsItsDefaultEnvironments) {
  SqliteProject here;
  EXPECT_EQ(dialect_of(here.project).name, "sqlite");
  here.project.dialect = "postgresql";
  EXPECT_EQ(dialect_of(here.project).name, "postgresql");
  here.project.dialect = "";
  here.project.environments.clear();
  EXPECT_THROW(dialect_of(here.project), Error);
}

}  // namespace
}  // namespace syncline
