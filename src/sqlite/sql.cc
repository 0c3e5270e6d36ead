#include "sqlite/sql.h"

#include <cctype>
#include <unordered_set>

#include "base/text.h"
#include "sqlite/tokens.h"

namespace syncline::sqlite {

namespace {

// https://www.sqlite.org/lang_keywords.html
const std::unordered_set<std::string_view> keywords = {"abort",
                                                       "action",
                                                       "add",
                                                       "after",
                                                       "all",
                                                       "alter",
                                                       "always",
                                                       "analyze",
                                                       "and",
                                                       "as",
                                                       "asc",
                                                       "attach",
                                                       "autoincrement",
                                                       "before",
                                                       "begin",
                                                       "between",
                                                       "by",
                                                       "cascade",
                                                       "case",
                                                       "cast",
                                                       "check",
                                                       "collate",
                                                       "column",
                                                       "commit",
                                                       "conflict",
                                                       "constraint",
                                                       "create",
                                                       "cross",
                                                       "current",
                                                       "current_date",
                                                       "current_time",
                                                       "current_timestamp",
                                                       "database",
                                                       "default",
                                                       "deferrable",
                                                       "deferred",
                                                       "delete",
                                                       "desc",
                                                       "detach",
                                                       "distinct",
                                                       "do",
                                                       "drop",
                                                       "each",
                                                       "else",
                                                       "end",
                                                       "escape",
                                                       "except",
                                                       "exclude",
                                                       "exclusive",
                                                       "exists",
                                                       "explain",
                                                       "fail",
                                                       "filter",
                                                       "first",
                                                       "following",
                                                       "for",
                                                       "foreign",
                                                       "from",
                                                       "full",
                                                       "generated",
                                                       "glob",
                                                       "group",
                                                       "groups",
                                                       "having",
                                                       "if",
                                                       "ignore",
                                                       "immediate",
                                                       "in",
                                                       "index",
                                                       "indexed",
                                                       "initially",
                                                       "inner",
                                                       "insert",
                                                       "instead",
                                                       "intersect",
                                                       "into",
                                                       "is",
                                                       "isnull",
                                                       "join",
                                                       "key",
                                                       "last",
                                                       "left",
                                                       "like",
                                                       "limit",
                                                       "match",
                                                       "materialized",
                                                       "natural",
                                                       "no",
                                                       "not",
                                                       "nothing",
                                                       "notnull",
                                                       "null",
                                                       "nulls",
                                                       "of",
                                                       "offset",
                                                       "on",
                                                       "or",
                                                       "order",
                                                       "others",
                                                       "outer",
                                                       "over",
                                                       "partition",
                                                       "plan",
                                                       "pragma",
                                                       "preceding",
                                                       "primary",
                                                       "query",
                                                       "raise",
                                                       "range",
                                                       "recursive",
                                                       "references",
                                                       "regexp",
                                                       "reindex",
                                                       "release",
                                                       "rename",
                                                       "replace",
                                                       "restrict",
                                                       "returning",
                                                       "right",
                                                       "rollback",
                                                       "row",
                                                       "rows",
                                                       "savepoint",
                                                       "select",
                                                       "set",
                                                       "table",
                                                       "temp",
                                                       "temporary",
                                                       "then",
                                                       "ties",
                                                       "to",
                                                       "transaction",
                                                       "trigger",
                                                       "unbounded",
                                                       "union",
                                                       "unique",
                                                       "update",
                                                       "using",
                                                       "vacuum",
                                                       "values",
                                                       "view",
                                                       "virtual",
                                                       "when",
                                                       "where",
                                                       "window",
                                                       "with",
                                                       "without"};

bool plain(std::string_view name) {
  if (name.empty() || std::isdigit(static_cast<unsigned char>(name[0]))) return false;
  for (unsigned char c : name) {
    if (!std::isalnum(c) && c != '_') return false;
  }
  return true;
}

std::string enclosed(std::string_view text, char quote) {
  std::string result(1, quote);
  for (char c : text) {
    result += c;
    if (c == quote) result += c;
  }
  return result += quote;
}

/// Words before which a SELECT is broken; JOIN goes with what says which join.
const std::unordered_set<std::string_view> clauses = {
    "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "EXCEPT", "INTERSECT", "WINDOW"};
const std::unordered_set<std::string_view> joins = {"NATURAL", "LEFT",  "RIGHT", "FULL",
                                                    "INNER",   "CROSS", "OUTER", "JOIN"};

}  // namespace

bool is_keyword(std::string_view word) { return keywords.count(lower(word)) > 0; }

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return result;
}

std::string quote_name(std::string_view name) {
  return plain(name) && !is_keyword(name) ? std::string(name) : enclosed(name, '"');
}

std::string quote_text(std::string_view text) { return enclosed(text, '\''); }

std::string quoted_list(const std::vector<std::string>& names) {
  std::vector<std::string> quoted;
  for (const std::string& name : names) quoted.push_back(quote_name(name));
  return join(quoted, ", ");
}

std::string_view affinity(std::string_view declared_type) {
  std::string type = lower(declared_type);
  auto has = [&](std::string_view part) { return type.find(part) != std::string::npos; };
  if (has("int")) return "INTEGER";
  if (has("char") || has("clob") || has("text")) return "TEXT";
  if (type.empty() || has("blob")) return "BLOB";
  if (has("real") || has("floa") || has("doub")) return "REAL";
  return "NUMERIC";
}

std::string laid_out(std::string_view select) {
  constexpr std::size_t short_enough = 72;
  if (select.size() <= short_enough) return std::string(select);
  std::vector<Token> tokens = tokens_of(select);
  std::string text;
  int depth = 0;
  const char* copied = select.data();
  bool joining = false;
  for (const Token& token : tokens) {
    if (token.is("(")) ++depth;
    if (token.is(")")) --depth;
    bool join_word = token.type == TokenType::Word && joins.count(token.text) > 0;
    bool breaks = depth == 0 && token.type == TokenType::Word &&
                  (clauses.count(token.text) > 0 || (join_word && !joining)) &&
                  token.text.data() > select.data() && token.text.data()[-1] == ' ';
    joining = join_word;
    if (!breaks) continue;
    text.append(copied, token.text.data() - 1);
    text += '\n';
    copied = token.text.data();
  }
  return text.append(copied, select.data() + select.size());
}

}  // namespace syncline::sqlite
