#include "postgres/statement.h"

#include <algorithm>
#include <initializer_list>

namespace syncline::postgres {

namespace {

bool word_sign(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

/// Behind the comment that starts at `at`, or `at` itself.
std::size_t skip_comment(std::string_view sql, std::size_t at) {
  if (sql.substr(at, 2) == "--") return std::min(sql.find('\n', at), sql.size());
  if (sql.substr(at, 2) != "/*") return at;
  int depth = 0;
  do {
    if (sql.substr(at, 2) == "/*") {
      ++depth;
      at += 2;
    } else if (sql.substr(at, 2) == "*/") {
      --depth;
      at += 2;
    } else {
      ++at;
    }
  } while (depth > 0 && at < sql.size());
  return at;
}

using Words = std::vector<std::string>;

bool begins(const Words& words, std::initializer_list<std::string_view> start) {
  return words.size() >= start.size() && std::equal(start.begin(), start.end(), words.begin());
}

bool has(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::vector<std::string> words_of(std::string_view sql, std::size_t limit) {
  Words words;
  for (std::size_t at = 0; at < sql.size() && words.size() < limit;) {
    if (const std::size_t behind = skip_comment(sql, at); behind != at) {
      at = behind;
    } else if (sql[at] == '"' || sql[at] == '\'') {
      at = std::min(sql.find(sql[at], at + 1), sql.size() - 1) + 1;
      words.emplace_back("?");
    } else if (word_sign(sql[at])) {
      std::string& word = words.emplace_back();
      for (; at < sql.size() && word_sign(sql[at]); ++at) {
        word += sql[at] >= 'A' && sql[at] <= 'Z' ? static_cast<char>(sql[at] + 32) : sql[at];
      }
    } else {
      if (sql[at] > ' ') words.emplace_back(1, sql[at]);
      ++at;
    }
  }
  return words;
}

bool refuses_transaction(std::string_view sql) {
  const Words words = words_of(sql, 40);
  for (const auto& start : {"create", "drop", "alter"}) {
    for (const auto& what : {"database", "tablespace", "system", "subscription"}) {
      // ALTER DATABASE only refuses to move it; all else on a database it allows.
      if (begins(words, {start, what})) return !begins(words, {"alter", "database"});
    }
  }
  if (begins(words, {"alter", "table"})) return has(words, "detach") && has(words, "concurrently");
  if (begins(words, {"create", "index"}) || begins(words, {"create", "unique"}) ||
      begins(words, {"drop", "index"})) {
    return has(words, "concurrently");
  }
  if (begins(words, {"reindex"})) {
    return has(words, "concurrently") || has(words, "database") || has(words, "system") ||
           has(words, "schema");
  }
  if (begins(words, {"cluster"})) return words.size() == 1 || begins(words, {"cluster", "verbose"});
  return begins(words, {"vacuum"}) || begins(words, {"discard", "all"});
}

bool is_session_control(std::string_view sql) {
  static constexpr std::string_view starts[] = {
      "begin",   "start",  "commit", "end",   "rollback", "abort", "savepoint",
      "release", "set",    "reset",  "show",  "discard",  "prepare", "listen",
      "notify",  "unlisten"};
  const Words words = words_of(sql, 1);
  return words.empty() || std::find(std::begin(starts), std::end(starts), words.front()) != std::end(starts);
}

}  // namespace syncline::postgres
