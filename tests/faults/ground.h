// Where a fault happens: databases of one dialect, and the program that is run on them.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/process.h"
#include "dialect/dialect.h"
#include "faults/server.h"

namespace syncline::testing {

/// A folder that is removed at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

using Environment = std::map<std::string, std::string>;

/// For one thread. All grounds of a dialect may be used at once.
class Ground {
 public:
  /// `server` is null for SQLite.
  Ground(const Dialect& dialect, const Server* server);
  ~Ground();

  const Dialect& dialect() const { return dialect_; }
  const std::filesystem::path& folder() const { return folder_.path(); }
  std::filesystem::path migrations() const { return folder() / "migrations"; }

  /// An empty database in place of the last one.
  void renew();
  /// One more with the same contents, by its name or file; nobody may be connected. It stays until
  /// the server, or the folder, goes.
  std::string copied() const;
  /// A copy of that one in place of the last one.
  void renew_from(const std::string& copy);
  std::string url(const std::filesystem::path& sockets = {}) const;
  const std::string& database() const { return database_; }  ///< its name, or its file
  std::unique_ptr<Session> open() const;
  /// All of the database besides the ledger, as another program writes it, sorted.
  std::string dump() const;
  /// Waits until nobody is connected to it, at most 20 s; whether that is so. Killed programs leave
  /// the server at what it was told last.
  bool deserted() const;

  Command command(std::vector<std::string> arguments, const std::string& url,
                  Environment more = {}) const;
  Outcome run(std::vector<std::string> arguments, Environment more = {}) const;
  Outcome run_at(const std::string& url, std::vector<std::string> arguments,
                 Environment more = {}) const;

 private:
  void drop();
  std::string new_name() const;
  void copy(const std::string& from, const std::string& to) const;
  Environment environment(const std::string& url) const;

  const Dialect& dialect_;
  const Server* server_;
  Folder folder_;
  std::unique_ptr<Session> admin_;
  std::string database_;
};

}  // namespace syncline::testing
