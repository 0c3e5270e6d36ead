// A connection of libpq that never blocks without looking at Ctrl-C.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "postgres/reading.h"

struct pg_conn;
struct pg_result;

namespace syncline::postgres {

struct ResultDeleter {
  void operator()(pg_result* result) const;
};
using OwnedResult = std::unique_ptr<pg_result, ResultDeleter>;

/// libpq's connection parameters: keyword → value.
using Settings = std::map<std::string, std::string>;

using Values = std::vector<std::optional<std::string>>;

class Connection {
 public:
  /// Throws Error(Database) that says where it could not connect and what may help.
  Connection(Settings settings, std::chrono::milliseconds timeout);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  const Settings& settings() const { return settings_; }
  /// The same, with just the one host that was reached of those that they name.
  Settings pinned() const;
  int version() const;  ///< 150018
  std::string database() const;
  std::string user() const;
  std::string place() const;                      ///< "host:port" or "socket FOLDER:port"
  bool local() const;                             ///< a socket, or this machine
  std::string tls() const;                        ///< "TLSv1.3"; empty: not encrypted
  bool tls_verified() const;                      ///< with sslmode=verify-full
  std::string parameter(const char* name) const;  ///< what the server reports: "server_version", …
  int backend() const;                            ///< process id of the server's side
  bool in_transaction() const;                    ///< also when it has failed
  bool alive() const;

  /// One or more statements; the last result. Throws Error(Database).
  OwnedResult run(const std::string& sql);
  /// One statement with parameters.
  OwnedResult run(const std::string& sql, const Values& values);
  /// The same without values; cancelled when there is no answer within `limit`, and
  /// Error(Database).
  OwnedResult run_within(std::chrono::milliseconds limit, const std::string& sql);

  /// What several statements in one text gave.
  struct Answers {
    std::size_t done = 0;  ///< so many were carried out
    std::optional<Error> error;
    OwnedResult last;
  };
  /// Several statements, separated by semicolons, as one transaction: an error undoes them all, and
  /// its position counts from the beginning of the text.
  Answers run_all(const std::string& sql);

  void rollback() noexcept;  ///< harmless when no transaction is open; also after Ctrl-C

  /// The same in two halves: between them the caller may look elsewhere.
  void send(const std::string& sql);
  /// Whether the answer arrived within `patience`.
  bool answered(std::chrono::milliseconds patience);
  OwnedResult answer(const std::string& sql);

  /// While this lives Ctrl-C is not looked at, and nothing waits longer than five seconds: for
  /// cleaning up.
  class Uninterrupted {
   public:
    explicit Uninterrupted(Connection& connection);
    ~Uninterrupted();

   private:
    Connection& connection_;
    bool before_;
  };

 private:
  friend class Pipeline;
  using Clock = std::chrono::steady_clock;
  enum class Wait { Ready, Timeout };

  void open(std::chrono::milliseconds timeout);
  /// Until the socket can be read (or written), the deadline passes, or Ctrl-C: then the running
  /// statement is cancelled and Interrupted thrown.
  Wait wait(bool reading, bool writing, std::optional<Clock::time_point> deadline);
  void flush();
  bool receive(std::optional<Clock::time_point> deadline);  ///< false: the deadline passed
  OwnedResult next_result();
  Answers answers(const std::string& sql);
  void check_sent(int sent, std::string_view sql);
  void send(const std::string& sql, const Values& values);
  void cancel();
  void drain() noexcept;
  [[noreturn]] void throw_lost(std::string_view sql) const;

  Settings settings_;
  pg_conn* handle_ = nullptr;
  bool interruptible_ = true;
};

/// The server's words about a failed statement, as an error of ours.
Error server_error(const pg_result* result, std::string_view sql);

/// SQLSTATE of a result, or "".
std::string_view sqlstate(const pg_result* result);

}  // namespace syncline::postgres
