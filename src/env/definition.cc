#include "env/definition.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "dialect/lexer.h"

namespace syncline {

namespace {

constexpr std::array<std::string_view, 16> kinds{
    "table",     "view",    "index",     "sequence", "type", "domain", "function", "procedure",
    "aggregate", "routine", "extension", "schema",   "rule", "policy", "trigger",  "collation"};
constexpr std::array<std::string_view, 13> modifiers{
    "temp",       "temporary",    "unlogged", "unique",  "global",  "local",    "event",
    "constraint", "materialized", "virtual",  "foreign", "trusted", "recursive"};

bool is_routine(std::string_view kind) {
  return kind == "function" || kind == "procedure" || kind == "aggregate";
}

bool stands_on_table(std::string_view kind) {
  return kind == "trigger" || kind == "rule" || kind == "policy";
}

class Reader {
 public:
  Reader(std::string_view sql, const Syntax& syntax)
      : sql_(sql), syntax_(syntax), lexer_(sql, syntax) {
    step();
  }

  std::optional<Definition> read() {
    if (!accept("create")) return {};
    Definition found;
    if (accept("or")) found.replaces = accept("replace");
    while (token_.kind == TokenKind::Word && among(modifiers)) step();
    if (!among(kinds)) return {};
    found.kind = lower(token_.text);
    step();
    accept("concurrently");
    if (accept("if")) found.unless_exists = accept("not") && accept("exists");
    if (!read_name(found)) return {};
    if (is_routine(found.kind)) found.name += arguments();
    if (stands_on_table(found.kind)) found.table = table();
    return found;
  }

 private:
  void step() { token_ = lexer_.next_significant(); }
  bool accept(std::string_view word) {
    const bool there = token_.is(word);
    if (there) step();
    return there;
  }
  template <std::size_t N>
  bool among(const std::array<std::string_view, N>& words) const {
    return std::ranges::any_of(words, [&](std::string_view word) { return token_.is(word); });
  }

  /// False for an index without a name.
  bool read_name(Definition& found) {
    if (token_.is("on")) return false;
    found.name = name();
    while (token_.is('.')) {
      step();
      found.schema = std::move(found.name);
      found.name = name();
    }
    return !found.name.empty();
  }

  std::string name() {
    std::string text;
    if (token_.kind == TokenKind::Word) text = lower(token_.text);
    if (token_.kind == TokenKind::QuotedName && token_.text.size() >= 2) {
      text = token_.text.substr(1, token_.text.size() - 2);
    }
    if (!text.empty()) step();
    return text;
  }

  std::string arguments() {
    const std::size_t begin = token_.offset;
    int depth = 0;
    while (token_.kind != TokenKind::End) {
      if (token_.is('(')) ++depth;
      const bool last = token_.is(')') && --depth == 0;
      step();
      if (last) break;
    }
    return lower(folded(sql_.substr(begin, token_.offset - begin), syntax_));
  }

  std::string table() {
    while (token_.kind != TokenKind::End && !token_.is("on") && !token_.is("to")) step();
    step();
    Definition on;
    return read_name(on) ? on.name : "";
  }

  std::string_view sql_;
  const Syntax& syntax_;
  Lexer lexer_;
  Token token_{TokenKind::End, 0, {}};
};

/// Tables, views, indexes and sequences share their names.
bool is_relation(std::string_view kind) {
  return kind == "table" || kind == "view" || kind == "index" || kind == "sequence";
}

}  // namespace

std::string Definition::text() const {
  return fmt::format("{} {}{}{}", kind, schema, schema.empty() ? "" : ".", name);
}

std::optional<Definition> definition_of(std::string_view sql, const Syntax& syntax) {
  return Reader(sql, syntax).read();
}

bool same_object(const Definition& a, const Definition& b, std::string_view usual_schema) {
  const auto in = [&](const Definition& one) {
    return one.schema.empty() ? usual_schema : std::string_view(one.schema);
  };
  const bool kinds_agree = a.kind == b.kind || (is_relation(a.kind) && is_relation(b.kind));
  return kinds_agree && a.name == b.name && a.table == b.table && in(a) == in(b);
}

}  // namespace syncline
