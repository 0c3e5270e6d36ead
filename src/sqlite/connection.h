// The C interface of SQLite, and its only home: a connection and its statements.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "dialect/dialect.h"

struct sqlite3;
struct sqlite3_stmt;

namespace syncline::sqlite {

class Connection;

/// A statement that runs. Its rows are read in place: what text() returns is valid until next().
class Cursor {
 public:
  /// Steps to the next row. Throws Error(Database), and Interrupted after Ctrl-C.
  bool next();
  int columns() const;
  std::string_view column(int index) const;  ///< its heading
  bool null(int index) const;
  std::string_view text(int index) const;  ///< "" for NULL
  std::string string(int index) const { return std::string(text(index)); }
  std::int64_t number(int index) const;

 private:
  friend class Connection;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Cursor(Connection& connection, std::string_view sql);

  Connection* connection_;
  std::string sql_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Connection {
 public:
  /// ":memory:" or a file. Throws Error(Database) when it is missing (unless `create`), a folder,
  /// not a database, not to be opened, or locked for longer than the timeout.
  Connection(const std::string& path, const ConnectOptions& options);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  const std::string& path() const { return path_; }
  bool read_only() const;
  bool in_transaction() const;
  /// How long a statement waits for the locks of others, in short sleeps of random length.
  void set_patience(std::chrono::milliseconds budget) { patience_ = budget; }

  /// Until clear_deadline() statements end at `time` at the latest, also while they wait for locks.
  void set_deadline(std::chrono::steady_clock::time_point time) { deadline_ = time; }
  void clear_deadline() { deadline_.reset(); }

  /// Prepares one statement; parameter $n takes the n-th value. std::logic_error for more than one
  /// statement, or none.
  Cursor prepare(std::string_view sql, const Parameters& parameters = {});
  void run(std::string_view sql, const Parameters& parameters = {});

  /// Does it again while it fails because of the locks of others, as long as patience goes.
  void insist(const std::function<void()>& work);
  /// Opens the file anew: until it is read again, nobody waits for us. :memory: stays as it is.
  void let_go();

  /// Takes away all that is in the file, in one transaction that others see as a whole or not at
  /// all. Throws Error(Database) when somebody else is using it for longer than patience goes.
  void empty_database();

  /// Called while a statement is prepared that writes rows of this table, drops it or alters it.
  std::function<void(std::string_view table)> on_write;

  /// Makes `target` equal this database, in one transaction of `target`: whoever has it open sees
  /// the old contents or the new. What others commit here meanwhile is not in it. `progress` gets
  /// the bytes done. Throws Error(Database), also when `target` stays locked for longer than its
  /// patience, and Interrupted; `target` is then as it was.
  void copy_to(Connection& target, const std::function<void(std::uint64_t)>& progress);

  /// The whole database as bytes, and back: only for :memory:.
  std::string serialized() const;
  void deserialize(std::string_view bytes);

  static std::string library_version();

 private:
  friend class Cursor;
  struct Close {
    void operator()(sqlite3* database) const;
  };
  static int on_progress(void* connection);
  static int on_busy(void* connection, int tries);
  static int on_authorize(void* connection, int action, const char* first, const char* second,
                          const char* database, const char* trigger);
  void open();
  [[noreturn]] void fail(int code, std::string_view sql);
  [[noreturn]] void fail_to_open(int code);

  std::string path_;
  int flags_ = 0;  ///< for opening it
  std::unique_ptr<sqlite3, Close> database_;
  std::chrono::milliseconds patience_{10000};
  bool too_late() const;

  std::chrono::steady_clock::time_point waiting_since_;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
};

}  // namespace syncline::sqlite
