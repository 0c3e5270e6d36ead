// What already stands in a folder where a project begins: databases, models, histories of tools.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace syncline {

/// Something that was found, for people.
struct Sight {
  std::string file, what;  ///< "alembic.ini", "a history of Alembic"
};

struct Surroundings {
  std::vector<Sight> sights;
  std::string variable;                 ///< that holds the url of a database: "DATABASE_URL"
  std::string url;                      ///< a url without a secret; only where there is no variable
  std::vector<std::string> sqlalchemy;  ///< "app.models:Base"
  std::vector<std::string> sql;         ///< files and folders that declare a schema
  std::string program;                  ///< prints the DDL of models that no other key reads
  std::string tool;                     ///< whose history there is, as `import` calls it
  std::string history;                  ///< the folder or file that `import` wants; may be empty

  bool has_database() const { return !variable.empty() || !url.empty(); }
  bool models() const { return !sqlalchemy.empty() || !sql.empty() || !program.empty(); }
};

/// Reads files, and runs nothing; no database is asked. Folders of packages and environments
/// (node_modules, .venv, …) are passed over, and what lies deeper than six folders. Without
/// `databases` nothing is looked for that says where one is.
Surroundings look_around(const std::filesystem::path& folder, bool databases = true);

/// A commented syncline.toml for them. `url`: of the first environment, instead of what was found.
std::string proposed_config(const std::string& name, const std::optional<std::string>& url,
                            const Surroundings& found);

/// The commands to type next, one a line.
std::vector<std::string> next_steps(const Surroundings& found, bool has_url);

/// The folder for revisions: "migrations", unless another tool has its own there.
std::string revisions_folder(const Surroundings& found);

}  // namespace syncline
