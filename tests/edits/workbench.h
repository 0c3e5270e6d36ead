// A project with one development database that has rows, and another database to upgrade.
#pragma once

#include <filesystem>
#include <memory>
#include <random>
#include <string>

#include "edits/models.h"
#include "env/database.h"
#include "env/project.h"
#include "env/workshop.h"

namespace syncline::testing {

class Workbench {
 public:
  explicit Workbench(const Dialect& dialect);
  ~Workbench();
  Workbench(const Workbench&) = delete;
  Workbench& operator=(const Workbench&) = delete;

  const Dialect& dialect() const { return dialect_; }
  bool sqlite() const { return dialect_.name == "sqlite"; }
  const Project& project() const { return project_; }
  Workshop& workshop() { return *workshop_; }

  void declare(const EditedModels& models);
  std::unique_ptr<Database> local();  ///< the development database
  std::unique_ptr<Database> elsewhere();

  /// A few rows into every table that has none; those that a constraint refuses are left out.
  void seed(Session& session, const RandomSchema& schema);

 private:
  std::unique_ptr<Database> open(const std::string& name);
  std::string url(const std::string& name);

  const Dialect& dialect_;
  std::filesystem::path folder_;
  std::unique_ptr<Workshop> workshop_;
  std::unique_ptr<Session> server_;  ///< PostgreSQL: a database of the scratch server
  Project project_;
};

}  // namespace syncline::testing
