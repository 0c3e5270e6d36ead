// One run of one command: its arguments, and project, workshop and database as soon as it asks for
// them.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "cli/arguments.h"
#include "cli/command.h"
#include "env/compared.h"
#include "env/database.h"
#include "env/project.h"
#include "env/source.h"
#include "env/workshop.h"

namespace syncline {

/// The database that --url, --env or the project's default means.
struct Chosen {
  std::string url;   ///< in full
  std::string what;  ///< for people: "env:staging", or the url without its password
  const Environment* environment = nullptr;  ///< null: by --url
};

class Context {
 public:
  explicit Context(Arguments arguments) : arguments_(std::move(arguments)) {}

  const Arguments& arguments() const { return arguments_; }
  bool json() const { return arguments_.flag("--json"); }
  bool yes() const { return arguments_.flag("--yes"); }

  /// Throws Error(Config) outside of a project.
  const Project& project();
  /// Its syncline.toml, and the tool that this names in [history].
  std::filesystem::path project_file();
  const std::string& project_declares();
  /// For this run as if [history] said so.
  void set_history(ForeignSettings settings);
  /// Null outside of a project.
  const Project* project_if_any();

  Chosen chosen(Access access = Access::Read);
  /// From now on as if --env said so.
  void choose(const std::string& environment) { arguments_.add("--env", environment); }
  /// Whether chosen() would find something.
  bool has_database();

  /// Made at the first call; later calls must want the same dialect.
  Workshop& workshop(const Dialect& dialect);
  /// Of the chosen database's dialect (with --url), else of the project's.
  Workshop& workshop();

  /// A connection to chosen(), by the role that is for looking. `create`: a database file that does
  /// not exist may be made.
  std::unique_ptr<Database> database(bool create = false);
  /// The same by the role that may change it: for whoever writes into the schema or the ledger.
  std::unique_ptr<Database> database_to_change(bool create = false);

  /// Where the run tells what it does: nowhere without --verbose.
  std::function<void(const std::string&)> teller() const;

  /// Ends the scratch server: the process is about to become another program.
  void close() { workshop_.reset(); }

  /// The words of --allow that are dangers; "drift" is none.
  Dangers allowed_dangers() const;
  bool allows_drift() const;

  /// Asks for the word of an environment that wants one, unless --yes was said.
  void confirm_environment(const std::string& verb);
  /// Always asks, unless --yes was said: on staging and production for the environment's word or
  /// its name, elsewhere for "yes".
  void confirm_loss(const std::string& question);

 private:
  std::unique_ptr<Database> connect(Access access, bool create);
  std::string fallback_scratch() const;

  Arguments arguments_;
  std::optional<Project> project_;
  std::filesystem::path file_;    ///< of project_
  std::string declared_history_;  ///< by the file
  bool looked_ = false;
  std::unique_ptr<Workshop> workshop_;
};

}  // namespace syncline
