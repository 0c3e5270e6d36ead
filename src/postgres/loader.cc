#include "postgres/loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/secret.h"
#include "base/text.h"
#include "postgres/extension_names.h"
#include "postgres/sql.h"
#include "postgres/statement.h"

namespace syncline::postgres {

namespace {

// Statements that are sent as one text and are one transaction. More make the server keep more in
// mind, fewer cost round trips and commits; as single statements, even in a pipeline, they take a
// tenth longer.
constexpr std::size_t batch_statements = 100;
constexpr std::size_t batch_bytes = 1 << 20;

// Statements may come before what a function's body names. The rest is for speed, and for scripts
// that count on nobody's search_path but the usual.
constexpr const char* prelude =
    "SET check_function_bodies = off;"
    "SET client_min_messages = error;"
    "SET synchronous_commit = off;"
    "SET search_path = public;"
    "SET jit = off;"
    "SET standard_conforming_strings = on";

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
  if (error.sqlstate == "42704" || error.sqlstate == "42883") {
    const std::string_view extension = extension_of(error.what());
    if (!extension.empty()) {
      return fmt::format("it is of an extension: declare that first, CREATE EXTENSION {}",
                         extension);
    }
  }
  if (error.sqlstate == "42P01" || error.sqlstate == "42704" || error.sqlstate == "42883") {
    return "statements run in the order of the files and of their lines: what is used must come "
           "first";
  }
  if (error.sqlstate == "3F000") {
    return "a statement before it empties search_path, as dumps do: write the schema before the "
           "name";
  }
  return {};
}

/// Characters, as the server counts them.
int characters(std::string_view utf8) {
  return static_cast<int>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Sends statements in batches.
class Sender {
 public:
  explicit Sender(Connection& connection) : connection_(connection) { connection_.run(prelude); }

  void send(const Statement& statement) {
    const std::vector<std::string> words = words_of(statement.text, 12);
    refuse_copy_to_client(statement, words);
    const bool alone = refuses_transaction(statement.text) || begins(words, "do|call");
    if (alone || begins(words, "begin|start")) finish();
    text_ += statement.text;
    text_ += separator;
    batch_.push_back(&statement);
    // A new value of an enum may be used only after a commit, and a setting may change how the text
    // that follows is read.
    const bool ends =
        alone || begins(words, "commit|end|rollback|abort|set") || begins(words, "alter type");
    if (ends || batch_.size() >= batch_statements || text_.size() >= batch_bytes) finish();
  }

  void finish() {
    if (batch_.empty()) return;
    Connection::Answers answers = connection_.run_all(text_);
    if (answers.error) throw located(*std::move(answers.error), answers.done);
    batch_.clear();
    text_.clear();
  }

 private:
  // On a line of its own: a comment may end the statement.
  static constexpr std::string_view separator = "\n;\n";

  static void refuse_copy_to_client(const Statement& statement,
                                    const std::vector<std::string>& words) {
    if (!begins(words, "copy") || std::find(words.begin(), words.end(), "stdout") == words.end()) {
      return;
    }
    throw Error(Failure::Input, "COPY … TO STDOUT has no place in a schema").at(statement.place);
  }

  /// The error of the batch as one of a statement in the user's file.
  Error located(Error error, std::size_t done) const {
    // An error without a position comes after what was carried out; the commit's after the last
    // statement.
    std::size_t index = std::min(done, batch_.size() - 1);
    if (error.position > 0) {
      for (index = 0;; ++index) {
        const int length = characters(batch_[index]->text) + characters(separator);
        if (error.position <= length || index + 1 == batch_.size()) break;
        error.position -= length;
      }
    }
    const Statement& statement = *batch_[index];
    error.failure = Failure::Input;
    error.statement = masked_words(statement.text);
    error.place = error.position > 0 ? place_in(statement, error.position) : statement.place;
    error.hint = hint_for(error, statement);
    return error;
  }

  Connection& connection_;
  std::vector<const Statement*> batch_;
  std::string text_;
};

void send_all(Connection& connection, const Script& script, std::vector<std::string>& notes) {
  const std::set<std::string> unknown = unknown_settings(connection, script);
  for (const std::string& name : unknown) {
    notes.push_back(fmt::format("SET {} is passed over: PostgreSQL {} does not know it", name,
                                connection.version() / 10000));
  }
  Omissions omissions_found;
  Sender sender(connection);
  for (const Statement& statement : script.statements) {
    if (omissions_found.take(statement.text)) continue;
    if (!unknown.empty() && unknown.contains(setting_of(statement.text))) continue;
    sender.send(statement);
  }
  sender.finish();
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
