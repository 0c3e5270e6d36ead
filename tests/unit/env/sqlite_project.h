// A project on SQLite in a folder of its own, for tests.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/files.h"
#include "env/config.h"
#include "env/dialects.h"
#include "env/migrations.h"
#include "env/workshop.h"

namespace syncline {

class SqliteProject {
 public:
  SqliteProject() {
    std::string name = (std::filesystem::temp_directory_path() / "syncline-env-XXXXXX").string();
    folder = mkdtemp(name.data());
    setenv("SYNCLINE_CACHE", (folder / "cache").c_str(), 1);
    project = parse_config(
        "[models]\nsql = \"schema.sql\"\n[environments.local]\nurl = \"sqlite:local.db\"\n",
        folder / "syncline.toml");
    workshop = std::make_unique<Workshop>(dialect_named("sqlite"), WorkshopOptions());
  }
  ~SqliteProject() {
    workshop.reset();
    std::error_code none;
    std::filesystem::remove_all(folder, none);
  }
  SqliteProject(const SqliteProject&) = delete;
  SqliteProject& operator=(const SqliteProject&) = delete;

  void models(std::string_view sql) { write_file(folder / "schema.sql", sql); }
  std::string url() const { return "sqlite:" + (folder / "local.db").string(); }
  Migrations migrations() { return Migrations(project, *workshop); }
  std::unique_ptr<Session> connect() {
    return workshop->dialect().connect(url(), ConnectOptions{.create = true});
  }

  std::filesystem::path folder;
  Project project;
  std::unique_ptr<Workshop> workshop;
};

}  // namespace syncline
