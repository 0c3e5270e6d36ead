// How a dialect saves a database into files, and makes a database of them again.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "dialect/scratch.h"
#include "dialect/session.h"

namespace syncline {

/// What saving and restoring have in common: where the files are, and how it is done.
struct BackupWork {
  std::filesystem::path folder;  ///< holds the data, and nothing else
  std::string format;            ///< one of BackupTools::formats
  bool schema_only = false;
  int jobs = 1;                     ///< at once, where the format allows it
  int client_major = 0;             ///< restoring: of the program that wrote the data; 0: unknown
  std::chrono::seconds timeout{0};  ///< 0: none; then the child is killed and an error thrown
  std::map<std::string, std::string> facts = {};  ///< restoring: what HeldMoment::facts() said
  /// Bytes written so far, about five times a second; only while saving.
  std::function<void(std::uint64_t bytes)> progress = [](std::uint64_t) {};
};

/// A moment of a database, held still: what session() reads is what save() writes, whatever others
/// write meanwhile.
class HeldMoment {
 public:
  virtual ~HeldMoment() = default;
  virtual Session& session() = 0;
  /// Throws Error(Database) with the program's own words, and Interrupted; the folder may then hold
  /// a part.
  virtual void save() = 0;
  /// What the files alone do not say and a restore needs.
  virtual std::map<std::string, std::string> facts() { return {}; }
};

/// How a database becomes what the files say.
struct PutBack {
  BackupWork work;
  /// Throws when what was restored is not right. Called before anybody else can see it, where
  /// that is possible.
  std::function<void(Session&)> verify;
  /// What is about to be done that others notice, in words.
  std::function<void(const std::string&)> tell;
  bool keep_old = false;  ///< the database that was there stays, under another name
};

struct PutBackResult {
  std::string how;       ///< "swapped in by name", "in one transaction", for people
  std::string old_name;  ///< where the former database is; empty: it is gone
};

struct BackupTools {
  std::span<const std::string_view> formats;  ///< the first one is the default
  /// The program that would save this database: "pg_dump 15.18". Throws Error(Config), with what to
  /// install, when there is none or it is older than the server.
  std::string (*program)(const ServerInfo& server);
  /// Rows `name` (for people, stable) and `sql` (quoted) of all tables that hold rows of their own.
  std::string_view tables_sql;
  /// Which database it is, so that it is not taken for another: the same for the same database
  /// after a restore, another one for a copy elsewhere.
  std::string (*identity)(Session& session);
  /// A database that is missing or broken can still be replaced: it is a file.
  bool replaces_broken = false;
  /// Begins a backup; `work.folder` exists and is empty.
  std::unique_ptr<HeldMoment> (*hold)(const std::string& url, const BackupWork& work);
  /// A throw-away database made of the files.
  std::unique_ptr<Session> (*rehearse)(const BackupWork& work,
                                       const std::function<Scratch&()>& scratch);
  /// The database of the url becomes what the files say.
  PutBackResult (*replace)(const std::string& url, const PutBack& back);
  /// A database that was not there before. `name`: of a database on the url's server (a file's
  /// path, where databases are files); empty: the url itself, whose database must be empty.
  PutBackResult (*make)(const std::string& url, const std::string& name, const PutBack& back);
};

}  // namespace syncline
