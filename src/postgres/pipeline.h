// Statements that are sent ahead of their answers.
#pragma once

#include <string>

#include "postgres/connection.h"

namespace syncline::postgres {

/// Answers come in the order of what was sent: one for every statement and one for every sync.
/// Without a BEGIN among them, the statements up to a sync are one transaction. After an error the
/// server passes over everything up to the next sync.
class Pipeline {
 public:
  explicit Pipeline(Connection& connection);
  /// Takes the answers that are left, so that the connection is usable again.
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  void send(const std::string& sql);
  void send(const std::string& sql, const Values& values);
  void sync();
  /// The server shall send what it has by now, and not only at the next sync.
  void ask_for_answer();
  void flush();

  /// Whether the next answer arrived within `patience`.
  bool answered(std::chrono::milliseconds patience);

  /// The next answer; an error is a value here.
  OwnedResult next();

 private:
  void drain();

  Connection& connection_;
  std::size_t unanswered_syncs_ = 0;
  OwnedResult early_;  ///< taken already, and not yet given to anybody
  bool open_ = false;  ///< something was sent after the last sync
};

enum class Answer { Done, Synced, Failed, PassedOver };
Answer kind_of(const pg_result* result);

}  // namespace syncline::postgres
