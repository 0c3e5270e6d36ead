#include "postgres/loader.h"

#include <fmt/format.h>

#include <array>
#include <deque>
#include <set>

#include "base/text.h"
#include "postgres/pipeline.h"
#include "postgres/sql.h"
#include "postgres/statement.h"

namespace syncline::postgres {

namespace {

// Statements that are one transaction: more make the server keep more in mind, fewer cost commits.
constexpr std::size_t segment_statements = 400;
constexpr std::size_t segment_bytes = 1 << 20;
// Segments that are sent ahead of their answers.
constexpr std::size_t segments_ahead = 3;

// Statements may come before what a function's body names. The rest is for speed, and for scripts
// that count on nobody's search_path but the usual.
constexpr const char* prelude[] = {"SET check_function_bodies = off",
                                   "SET client_min_messages = error",
                                   "SET synchronous_commit = off",
                                   "SET search_path = public",
                                   "SET jit = off",
                                   "SET standard_conforming_strings = on"};

struct Omission {
  PassedOver what;
  std::string_view noun, why;
};
constexpr Omission omissions[] = {
    {PassedOver::Ownership, "ownership statement", "ownership is not managed"},
    {PassedOver::Privileges, "privilege statement", "grants are not managed"},
    {PassedOver::Roles, "role statement", "roles belong to the server, not to one database"},
    {PassedOver::WholeServer, "statement", "it reaches beyond one database"},
};

/// Counts what is passed over and says it once each.
class Omissions {
 public:
  /// Whether this statement is passed over.
  bool take(std::string_view sql) {
    const PassedOver what = passed_over(sql);
    ++counts_[static_cast<std::size_t>(what)];
    return what != PassedOver::No;
  }
  void tell(std::vector<std::string>& notes) const {
    for (const Omission& omission : omissions) {
      const std::size_t count = counts_[static_cast<std::size_t>(omission.what)];
      if (count == 0) continue;
      notes.push_back(fmt::format("{} {} passed over: {}", count_of(count, omission.noun),
                                  count == 1 ? "is" : "are", omission.why));
    }
  }

 private:
  std::array<std::size_t, 5> counts_{};
};

/// Settings that the script SETs and this server does not know: dumps of newer servers have them.
std::set<std::string> unknown_settings(Connection& connection, const Script& script) {
  std::set<std::string> named;
  for (const Statement& statement : script.statements) {
    if (statement.text.size() > 3 && starts_with_nocase(statement.text, "set")) {
      named.insert(setting_of(statement.text));
    }
  }
  named.erase("");
  if (named.empty()) return named;
  const std::string array = join({named.begin(), named.end()}, ",");
  const OwnedResult rows = connection.run(
      "SELECT name FROM unnest(string_to_array($1, ',')) AS name"
      " WHERE current_setting(name, true) IS NULL",
      {array});
  std::set<std::string> unknown;
  const Result result(rows.get());
  for (int row = 0; row < result.rows(); ++row) unknown.insert(result.string(row, 0));
  return unknown;
}

std::string hint_for(const Error& error, const Statement& statement) {
  const std::vector<std::string> words = words_of(statement.text, 3);
  if (begins(words, "create extension") &&
      (error.sqlstate == "58P01" || error.sqlstate == "0A000" || error.sqlstate == "22023")) {
    return "install the package of this extension for the server where scratch databases are made, "
           "or name a server that has it with --scratch URL";
  }
  if (error.sqlstate == "42704" && std::string_view(error.what()).starts_with("role ")) {
    return "roles belong to the server: make it there, and name that server with --scratch URL";
  }
  if (error.sqlstate == "42P01" || error.sqlstate == "42704" || error.sqlstate == "42883") {
    return "statements run in the order of the files and of their lines: what is used must come "
           "first";
  }
  return {};
}

Error input_error(const pg_result* result, const Statement& statement) {
  Error error = server_error(result, statement.text);
  error.failure = Failure::Input;
  error.place = error.position > 0 ? place_in(statement, error.position) : statement.place;
  error.hint = hint_for(error, statement);
  return error;
}

/// Sends statements in segments and takes the answers a few segments later.
class Sender {
 public:
  explicit Sender(Connection& connection) : pipeline_(connection) {
    for (const char* sql : prelude) {
      pipeline_.send(sql);
      sent_.push_back(&prelude_statement_);
    }
    end_segment();
  }

  void send(const Statement& statement) {
    const std::vector<std::string> words = words_of(statement.text, 12);
    const bool alone = refuses_transaction(statement.text) || begins(words, "do|call");
    if (alone || begins(words, "begin|start")) end_segment();
    refuse_copy_to_client(statement, words);
    pipeline_.send(statement.text);
    sent_.push_back(&statement);
    ++statements_;
    bytes_ += statement.text.size();
    // A new value of an enum may be used only after a commit.
    const bool ends =
        alone || begins(words, "commit|end|rollback|abort") || begins(words, "alter type");
    if (ends || statements_ >= segment_statements || bytes_ >= segment_bytes) end_segment();
  }

  void finish() {
    end_segment();
    while (!sent_.empty()) receive();
  }

 private:
  static void refuse_copy_to_client(const Statement& statement,
                                    const std::vector<std::string>& words) {
    if (!begins(words, "copy") || std::find(words.begin(), words.end(), "stdout") == words.end()) {
      return;
    }
    throw Error(Failure::Input, "COPY … TO STDOUT has no place in a schema").at(statement.place);
  }

  void end_segment() {
    if (sent_.empty() || sent_.back() == nullptr) return;
    pipeline_.sync();
    pipeline_.flush();
    sent_.push_back(nullptr);
    statements_ = bytes_ = 0;
    ++segments_;
    while (segments_ > segments_ahead) receive();
  }

  void receive() {
    const Statement* statement = sent_.front();
    const OwnedResult result = pipeline_.next();
    switch (kind_of(result.get())) {
      case Answer::Synced:
        --segments_;
        break;
      case Answer::Failed:
        // An error of the commit itself comes in place of the sync's answer.
        throw input_error(result.get(), statement ? *statement : *last_);
      default:
        break;
    }
    if (statement) last_ = statement;
    sent_.pop_front();
  }

  Pipeline pipeline_;
  std::deque<const Statement*> sent_;  ///< awaiting their answers; null: a sync
  const Statement prelude_statement_{};
  const Statement* last_ = &prelude_statement_;
  std::size_t statements_ = 0, bytes_ = 0, segments_ = 0;
};

void send_all(Connection& connection, const Script& script, std::vector<std::string>& notes) {
  const std::set<std::string> unknown = unknown_settings(connection, script);
  for (const std::string& name : unknown) {
    notes.push_back(fmt::format("SET {} is passed over: PostgreSQL {} does not know it", name,
                                connection.version() / 10000));
  }
  Omissions omissions_found;
  {
    Sender sender(connection);
    for (const Statement& statement : script.statements) {
      if (omissions_found.take(statement.text)) continue;
      if (!unknown.empty() && unknown.contains(setting_of(statement.text))) continue;
      sender.send(statement);
    }
    sender.finish();
  }
  omissions_found.tell(notes);
}

/// Back to a new session: settings, role, temporary tables, advisory locks.
void clean_up(Connection& connection) { connection.run("DISCARD ALL"); }

}  // namespace

void load_script(Connection& connection, const Script& script, std::vector<std::string>& notes) {
  if (connection.in_transaction()) {
    throw std::logic_error("a script is loaded inside a transaction");
  }
  try {
    send_all(connection, script, notes);
    if (connection.in_transaction()) {
      connection.run("COMMIT");
      notes.push_back("the script leaves a transaction open: it is committed");
    }
    clean_up(connection);
  } catch (...) {
    connection.rollback();
    throw;
  }
}

}  // namespace syncline::postgres
