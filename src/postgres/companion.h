// A second connection that asks a part of what is to be read, at the same time and of the same
// snapshot. Source: PostgreSQL manual, 9.27.5 Snapshot Synchronization Functions.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "postgres/answers.h"

namespace syncline::postgres {

class Companion {
 public:
  /// Asks the queries in a thread of its own. `snapshot` is what pg_export_snapshot() gave to
  /// `first`, whose transaction must stay open until the last answer. `settings` is sent before the
  /// queries. `kept` is the connection of an earlier companion, where the server knows the tables
  /// already, or null: then it connects as `first` did; it is left there for the next one.
  Companion(const Connection& first, std::unique_ptr<Connection>& kept, std::string snapshot,
            std::string settings, std::vector<std::string> queries);
  /// Waits for the thread.
  ~Companion();
  Companion(const Companion&) = delete;
  Companion& operator=(const Companion&) = delete;

  /// False when there is no second connection to be had, or it reached another server: then the
  /// first one must ask.
  bool joined() { return joined_.get(); }
  /// To the query of this number, once; an error of the server is a value. Throws what broke the
  /// connection.
  OwnedResult answer(std::size_t number) { return answers_.answer(number); }

 private:
  void run(const std::string& snapshot, const std::string& settings);
  bool join(const std::string& snapshot, const std::string& settings);

  const Settings settings_of_first_;
  std::unique_ptr<Connection>& connection_;
  const std::vector<std::string> queries_;
  std::promise<bool> joining_;
  std::future<bool> joined_ = joining_.get_future();
  Answers answers_;
  std::future<void> thread_;
};

}  // namespace syncline::postgres
