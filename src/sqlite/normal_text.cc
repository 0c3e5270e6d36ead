#include <unordered_set>

#include "base/text.h"
#include "sqlite/sql.h"
#include "sqlite/tokens.h"

namespace syncline::sqlite {

namespace {

/// Words that can be nothing but key words.
const std::unordered_set<std::string_view> reserved = {
    "ADD",     "ALL",        "ALTER",       "AND",     "AS",       "AUTOINCREMENT",
    "BETWEEN", "CASE",       "CHECK",       "COLLATE", "COMMIT",   "CONSTRAINT",
    "CREATE",  "DEFAULT",    "DEFERRABLE",  "DELETE",  "DISTINCT", "DROP",
    "ELSE",    "ESCAPE",     "EXCEPT",      "EXISTS",  "FOREIGN",  "FROM",
    "GROUP",   "HAVING",     "IN",          "INDEX",   "INSERT",   "INTERSECT",
    "INTO",    "IS",         "ISNULL",      "JOIN",    "LIMIT",    "NOT",
    "NOTHING", "NOTNULL",    "NULL",        "ON",      "OR",       "ORDER",
    "PRIMARY", "REFERENCES", "RETURNING",   "SELECT",  "SET",      "TABLE",
    "THEN",    "TO",         "TRANSACTION", "UNION",   "UNIQUE",   "UPDATE",
    "USING",   "VALUES",     "WHEN",        "WHERE"};

/// Words that are key words only between certain neighbours, else names. "": any neighbour;
/// "operand": something that has a value or a name has just ended, so that no name can begin.
struct Rule {
  std::string_view word, before, after;
};

constexpr Rule rules[] = {
    {"ASC", "operand", ""},
    {"DESC", "operand", ""},
    {"LIKE", "operand NOT", ""},
    {"GLOB", "operand NOT", ""},
    {"MATCH", "operand NOT", ""},
    {"REGEXP", "operand NOT", ""},
    {"END", "operand", ""},
    {"OFFSET", "operand", ""},
    {"NULLS", "", "FIRST LAST"},
    {"FIRST", "NULLS", ""},
    {"LAST", "NULLS", ""},
    {"BY", "ORDER GROUP PARTITION INDEXED", ""},
    {"PARTITION", "", "BY"},
    {"OVER", ")", ""},
    {"FILTER", ")", "("},
    {"ROWS", "", "BETWEEN UNBOUNDED CURRENT"},
    {"RANGE", "", "BETWEEN UNBOUNDED CURRENT"},
    {"GROUPS", "", "BETWEEN UNBOUNDED CURRENT"},
    {"UNBOUNDED", "", "PRECEDING FOLLOWING"},
    {"CURRENT", "", "ROW"},
    {"ROW", "CURRENT", ""},
    {"PRECEDING", "operand UNBOUNDED ROW", ""},
    {"FOLLOWING", "operand UNBOUNDED ROW", ""},
    {"WITH", "", ""},
    {"RECURSIVE", "WITH", ""},
    {"MATERIALIZED", "AS NOT", "("},
    {"CROSS", "", "JOIN"},
    {"INNER", "", "JOIN"},
    {"LEFT", "", "JOIN OUTER"},
    {"RIGHT", "", "JOIN OUTER"},
    {"FULL", "", "JOIN OUTER"},
    {"OUTER", "LEFT RIGHT FULL", "JOIN"},
    {"NATURAL", "", "JOIN LEFT RIGHT FULL INNER"},
    {"CAST", "", "("},
    {"RAISE", "", "("},
    {"IGNORE", "( OR", ""},
    {"ABORT", "( OR", ", INTO"},
    {"FAIL", "( OR", ", INTO"},
    {"ROLLBACK", "( OR", ", INTO"},
    {"REPLACE", "", "INTO"},
    {"CONFLICT", "ON", ""},
    {"DO", "", "NOTHING UPDATE"},
    {"CURRENT_DATE", "", ""},
    {"CURRENT_TIME", "", ""},
    {"CURRENT_TIMESTAMP", "", ""},
    {"TRUE", "", ""},
    {"FALSE", "", ""},
};

class Writer {
 public:
  Writer(Tokens tokens, const Names& known, Spelling spelling)
      : tokens_(tokens), known_(known), spelling_(spelling), keyword_(tokens.size()) {
    for (std::size_t i = 0; i < tokens.size(); ++i) keyword_[i] = is_keyword_here(i);
  }

  std::string run() {
    std::string text;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (i > 0 && blank_before(i)) text += ' ';
      text += written(i);
    }
    return text;
  }

 private:
  bool is(std::size_t i, std::string_view symbol) const {
    return i < tokens_.size() && tokens_[i].is(symbol);
  }

  bool is_keyword_here(std::size_t i) const {
    const Token& token = tokens_[i];
    if (token.type != TokenType::Word) return false;
    if ((i > 0 && is(i - 1, ".")) || is(i + 1, ".")) return false;
    std::string word = upper(token.text);
    if (reserved.count(word)) return true;
    for (const Rule& rule : rules) {
      if (rule.word == word && fits_before(i, rule.before) && fits_after(i, rule.after))
        return true;
    }
    return false;
  }

  bool fits_before(std::size_t i, std::string_view wanted) const {
    if (wanted.empty()) return i == 0 || !tokens_[i - 1].is_word("AS");
    if (i == 0) return false;
    const Token& before = tokens_[i - 1];
    for (const std::string& option : split(wanted, ' ')) {
      if (option == "operand" ? ends_operand(i - 1) : before.is(option) || before.is_word(option))
        return true;
    }
    return false;
  }

  bool fits_after(std::size_t i, std::string_view wanted) const {
    if (wanted.empty()) return true;
    if (i + 1 >= tokens_.size()) return false;
    const Token& after = tokens_[i + 1];
    for (const std::string& option : split(wanted, ' ')) {
      if (after.is(option) || after.is_word(option)) return true;
    }
    return false;
  }

  bool ends_operand(std::size_t i) const {
    const Token& token = tokens_[i];
    if (token.type == TokenType::Symbol) return token.is(")") || token.is("*");
    if (token.type != TokenType::Word || !keyword_[i]) return true;
    return token.is_word("NULL") || token.is_word("END") || token.is_word("TRUE") ||
           token.is_word("FALSE") || starts_with_nocase(token.text, "CURRENT_");
  }

  std::string written(std::size_t i) const {
    const Token& token = tokens_[i];
    if (keyword_[i]) return upper(token.text);
    if (token.type != TokenType::Word && token.type != TokenType::Quoted)
      return std::string(token.text);
    std::string name = token.name();
    auto found = known_.find(lower(name));
    bool known = found != known_.end();
    if (known && spelling_ == Spelling::AsDeclared) return quote_name(found->second);
    if (token.type == TokenType::Word) return known ? quote_name(name) : name;
    // SQLite takes a "double quoted" word for a string when nothing has this name.
    bool only_a_name = token.text.front() != '"' || (i > 0 && is(i - 1, ".")) || is(i + 1, ".") ||
                       (i > 0 && tokens_[i - 1].is_word("AS"));
    return known || only_a_name ? quote_name(name) : std::string(token.text);
  }

  bool blank_before(std::size_t i) const {
    const Token& token = tokens_[i];
    const Token& before = tokens_[i - 1];
    if (token.is(",") || token.is(")") || token.is(";") || token.is(".")) return false;
    if (before.is("(") || before.is(".") || before.is("~")) return false;
    if (token.is("(")) return !calls(i - 1);
    if ((before.is("-") || before.is("+")) && (i < 2 || !ends_operand(i - 2))) return false;
    return true;
  }

  /// Whether a bracket after this token holds arguments.
  bool calls(std::size_t i) const {
    const Token& token = tokens_[i];
    if (token.is_word("CAST") || token.is_word("RAISE")) return true;
    bool name = (token.type == TokenType::Word && !keyword_[i]) || token.type == TokenType::Quoted;
    return name && !(i > 0 && (tokens_[i - 1].is_word("INTO") || tokens_[i - 1].is_word("AS")));
  }

  Tokens tokens_;
  const Names& known_;
  Spelling spelling_;
  std::vector<bool> keyword_;
};

}  // namespace

std::string normal_text(Tokens tokens, const Names& known, Spelling spelling) {
  return Writer(tokens, known, spelling).run();
}

}  // namespace syncline::sqlite
