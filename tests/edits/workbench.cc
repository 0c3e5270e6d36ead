#include "edits/workbench.h"

#include <fmt/format.h>
#include <unistd.h>

#include "base/files.h"
#include "base/text.h"
#include "env/config.h"

namespace syncline::testing {

namespace fs = std::filesystem;

namespace {

constexpr int rows_per_table = 4;

/// By the rows of the table of types in random_schema.cc; texts can be cast to numbers.
std::string value_of(const RandomColumn& column, int row) {
  switch (column.type) {
    case 2:
    case 3:
      return fmt::format("'{}'", row + 10);
    case 4:
      return fmt::format("{}.25", row);
    case 5:
      return row % 2 == 0 ? "true" : "false";
    case 6:
      return fmt::format("'2021-03-0{}'", row + 1);
    default:
      return std::to_string(row + 100);
  }
}

}  // namespace

Workbench::Workbench(const Dialect& dialect) : dialect_(dialect) {
  std::string name = (fs::temp_directory_path() / "syncline-edits-XXXXXX").string();
  folder_ = mkdtemp(name.data());
  workshop_ = std::make_unique<Workshop>(dialect, WorkshopOptions());
  if (!sqlite()) {
    server_ = workshop_->scratch().empty();
    for (const char* one : {"local", "elsewhere"}) {
      server_->execute(fmt::format("CREATE DATABASE edits_{}_{}", getpid(), one));
    }
  }
  project_ = parse_config(fmt::format("[models]\nsql = \"schema.sql\"\n"
                                      "[environments.local]\nurl = \"{}\"\n",
                                      url("local")),
                          folder_ / "syncline.toml");
}

Workbench::~Workbench() {
  if (server_) {
    for (const char* one : {"local", "elsewhere"}) {
      server_->execute(
          fmt::format("DROP DATABASE IF EXISTS edits_{}_{} WITH (FORCE)", getpid(), one));
    }
  }
  server_.reset();
  workshop_.reset();
  std::error_code none;
  fs::remove_all(folder_, none);
}

std::string Workbench::url(const std::string& name) {
  if (sqlite()) return "sqlite:" + (folder_ / (name + ".db")).string();
  const Rows rows = server_->query(
      "SELECT split_part(current_setting('unix_socket_directories'), ',', 1) AS folder, "
      "current_setting('port') AS port, current_user::text AS who");
  return fmt::format("postgresql://{}@/edits_{}_{}?host={}&port={}", rows.text(0, "who"), getpid(),
                     name, rows.text(0, "folder"), rows.text(0, "port"));
}

void Workbench::declare(const EditedModels& models) {
  write_file(folder_ / "schema.sql", models.sql(sqlite()));
}

std::unique_ptr<Database> Workbench::open(const std::string& name) {
  return std::make_unique<Database>(*workshop_, url(name), name, ConnectOptions{.create = true});
}

std::unique_ptr<Database> Workbench::local() { return open("local"); }
std::unique_ptr<Database> Workbench::elsewhere() { return open("elsewhere"); }

void Workbench::seed(Session& session, const RandomSchema& schema) {
  for (const RandomTable& table : schema.tables) {
    if (!session.query("SELECT 1 FROM " + table.name + " LIMIT 1").empty()) continue;
    std::vector<std::string> names{"id"};
    for (const RandomColumn& column : table.columns) names.push_back(column.name);
    for (int row = 0; row < rows_per_table; ++row) {
      std::vector<std::string> values{std::to_string(row + 1)};
      for (const RandomColumn& column : table.columns) values.push_back(value_of(column, row));
      try {
        session.execute(fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name,
                                    join(names, ", "), join(values, ", ")));
      } catch (const Error&) {
        continue;  // only two values of a boolean are unique
      }
    }
  }
}

}  // namespace syncline::testing
