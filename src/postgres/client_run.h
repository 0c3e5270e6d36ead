// pg_dump, pg_restore and psql as child processes that get their secrets by the environment only.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/process.h"
#include "dialect/backup_tools.h"
#include "postgres/connection.h"

namespace syncline::postgres {

/// How libpq in a child process finds the same database: variables for the child alone, and
/// what has no variable as a conninfo string for its command line, never a secret.
class ClientSettings {
 public:
  explicit ClientSettings(const Settings& settings);
  ~ClientSettings();
  ClientSettings(const ClientSettings&) = delete;
  ClientSettings& operator=(const ClientSettings&) = delete;

  const std::map<std::string, std::string>& environment() const { return environment_; }
  const std::string& conninfo() const { return conninfo_; }

 private:
  void write_service_file(const std::string& lines);

  std::map<std::string, std::string> environment_;
  std::string conninfo_;
  std::filesystem::path service_file_;  ///< mode 0600, removed with us; empty: none is needed
};

struct ClientRun {
  std::filesystem::path program;
  std::vector<std::string> arguments;  ///< without where to connect
  std::string doing;                   ///< "saving the database", for errors
  std::chrono::seconds timeout{0};
  /// Called five times a second while it runs.
  std::function<void()> watch = [] {};
};

/// Runs it to its end; Ctrl-C, SIGTERM and the timeout end it and all that it started. Throws
/// Error(Database) with its own words when it fails.
void run_client(const Settings& settings, const ClientRun& client);

}  // namespace syncline::postgres
