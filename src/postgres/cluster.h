// A PostgreSQL server of our own: kept in the cache folder, running only while we do.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "base/files.h"
#include "base/process.h"
#include "postgres/connection.h"
#include "postgres/server_binaries.h"
#include "postgres/server_folder.h"

namespace syncline::postgres {

/// Each process has a slot of its own, with a data folder that is made once. The server listens on
/// a unix socket only, writes nothing durably, and dies with us, even when we are killed with -9.
class Cluster {
 public:
  /// Returns when the server takes connections. Throws Error(Config) with the end of its log when
  /// it does not start.
  explicit Cluster(const ServerBinaries& binaries);
  ~Cluster();
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;

  Settings settings(const std::string& database) const;
  bool in_memory() const { return is_in_memory(slot_); }

  /// Deletes the files of databases that the server does not know: each time that it is killed
  /// while it makes or drops one, some stay for ever. `known`: the oids of all there are.
  void remove_orphans(const std::set<std::string>& known) const;

 private:
  void take_slot(const std::filesystem::path& slots);
  Command server_program(const char* name, std::vector<std::string> arguments) const;
  void make_data_folder();
  /// A server whose owner was killed may still be ending.
  void await_previous_server() const;
  void start();
  bool try_start();

  std::filesystem::path data() const { return slot_ / "data"; }
  std::filesystem::path log() const { return slot_ / "log"; }

  ServerBinaries binaries_;
  ServerUser user_;
  std::filesystem::path slot_, sockets_;
  std::optional<FileLock> lock_;
  std::unique_ptr<Child> server_;  // after the lock: stopped before the slot is free again
};

}  // namespace syncline::postgres
