#include "postgres/statement.h"

#include <algorithm>

#include "base/text.h"
#include "dialect/lexer.h"

namespace syncline::postgres {

namespace {

using Words = std::vector<std::string>;

bool has(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Takes what stands before the separator off the front of `text`, and the separator.
std::string_view up_to(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

/// Of "create|alter|drop".
bool is_one_of(std::string_view choices, std::string_view word) {
  while (!choices.empty()) {
    if (up_to(choices, '|') == word) return true;
  }
  return false;
}

template <class Starts>
bool begins_with_any(const Words& words, const Starts& starts) {
  return std::any_of(std::begin(starts), std::end(starts),
                     [&](std::string_view start) { return begins(words, start); });
}

/// ALTER … OWNER TO name, and nothing else in the same statement.
bool only_changes_owner(const Words& words) {
  const std::size_t count = words.size();
  if (count < 6 || words.front() != "alter") return false;
  if (words[count - 3] != "owner" || words[count - 2] != "to") return false;
  // RENAME owner TO name, RENAME COLUMN owner TO name
  if (words[count - 4] == "rename" || words[count - 5] == "rename") return false;
  int depth = 0;
  for (const std::string& word : words) {
    if (word == "(") ++depth;
    if (word == ")") --depth;
    if (word == "," && depth == 0) return false;
  }
  return true;
}

constexpr std::string_view outside_transactions[] = {
    "create|drop database",
    "create|drop tablespace",
    "create|alter|drop subscription",
    "alter system",
    "vacuum",
    "discard all",
    "reindex database|system|schema",
};

constexpr std::string_view concurrent_forms[] = {
    "create index",         "create unique index", "drop index", "reindex", "alter table",
    "refresh materialized",  // allowed inside; stands here to be told apart
};

constexpr std::string_view session_control[] = {
    "begin|start|commit|end|rollback|abort|savepoint|release|prepare|set|reset|show|discard|"
    "listen"};

constexpr std::string_view ownership[] = {
    "reassign owned",
    "set role",
    "set session authorization",
    "set local role",
    "set session role",
    "reset role",
    "reset session authorization",
    "set local session authorization",
};

constexpr std::string_view privileges[] = {"grant|revoke", "alter default privileges"};

constexpr std::string_view roles[] = {"create|alter|drop role|group|user", "drop owned",
                                      "comment on role"};

constexpr std::string_view whole_server[] = {
    "create|alter|drop database|tablespace|subscription",
    "alter system",
    "security label",
    "comment on database|tablespace|subscription",
};

// Words that may stand between SET and what it sets, and forms of SET that set no named parameter.
constexpr std::string_view other_sets[] = {
    "time|transaction|constraints|names|schema|xml|characteristics|role|authorization|seed"};

}  // namespace

std::vector<std::string> words_of(std::string_view sql, std::size_t limit) {
  Words words;
  Lexer lexer(sql, syntax);
  while (words.size() < limit) {
    const Token token = lexer.next_significant();
    if (token.kind == TokenKind::End) break;
    const bool plain = token.kind == TokenKind::Word || token.kind == TokenKind::Number ||
                       token.kind == TokenKind::Operator;
    words.push_back(plain ? lower(token.text) : "?");
  }
  return words;
}

bool begins(const std::vector<std::string>& words, std::string_view start) {
  // Every statement of a script is asked some fifty times: nothing is copied.
  auto word = words.begin();
  for (std::string_view rest = start; !rest.empty(); ++word) {
    const std::string_view choices = up_to(rest, ' ');
    if (word == words.end() || !is_one_of(choices, *word)) return false;
  }
  return true;
}

bool refuses_transaction(std::string_view sql) {
  const Words words = words_of(sql, 60);
  if (begins_with_any(words, outside_transactions)) return true;
  if (begins(words, "cluster")) return words.size() == 1 || words == Words{"cluster", "verbose"};
  if (begins(words, "alter table") && !has(words, "detach")) return false;
  if (begins(words, "refresh")) return false;
  return begins_with_any(words, concurrent_forms) && has(words, "concurrently");
}

bool is_session_control(std::string_view sql) {
  const Words words = words_of(sql, 2);
  return words.empty() || begins_with_any(words, session_control);
}

PassedOver passed_over(std::string_view sql) {
  Words words = words_of(sql, 4);
  if (begins_with_any(words, privileges)) return PassedOver::Privileges;
  if (begins_with_any(words, ownership)) return PassedOver::Ownership;
  if (begins(words, "create|alter|drop user mapping")) return PassedOver::No;
  if (begins_with_any(words, roles)) return PassedOver::Roles;
  if (begins_with_any(words, whole_server)) return PassedOver::WholeServer;
  if (begins(words, "alter") && only_changes_owner(words_of(sql, sql.size()))) {
    return PassedOver::Ownership;
  }
  return PassedOver::No;
}

std::string setting_of(std::string_view sql) {
  Words words = words_of(sql, 4);
  if (!begins(words, "set") || words.size() < 3) return {};
  std::size_t name = 1;
  if (begins(words, "set session|local")) name = 2;
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(name));
  // A dot follows in "my.setting", which any server accepts.
  if (begins_with_any(words, other_sets) || words.front() == "?") return {};
  return words.size() > 1 && words[1] == "." ? std::string() : words.front();
}

}  // namespace syncline::postgres
