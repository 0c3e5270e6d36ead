#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "dialect/lexer.h"
#include "lint/rules.h"

namespace syncline::lint {

namespace {

/// What people name in their queries.
constexpr std::array kinds{"table", "column", "view",  "materialized view", "sequence", "schema",
                           "enum",  "domain", "index", "composite type"};

}  // namespace

void reserved_name(const Look& look) {
  for (const Object& object : look.catalog.objects()) {
    const std::string& name = object.id.name();
    const bool named = std::ranges::find(kinds, object.id.kind()) != kinds.end();
    if (!named || !look.dialect.is_reserved || !look.dialect.is_reserved(name)) continue;
    look.found(object, fmt::format("{} is a key word", name));
  }
}

std::vector<LongName> names_over(std::string_view sql, const std::string& file,
                                 const Dialect& dialect) {
  std::vector<LongName> result;
  std::set<std::string> seen;
  Lexer lexer(sql, dialect.syntax);
  for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
    std::string name(token.text);
    if (token.kind == TokenKind::QuotedName && name.size() > 2) {
      name = name.substr(1, name.size() - 2);
    } else if (token.kind != TokenKind::Word) {
      continue;
    }
    if (name.size() <= dialect.longest_name || !seen.insert(name).second) continue;
    const std::string_view before = sql.substr(0, token.offset);
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t line_start = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
    result.push_back(
        {std::move(name),
         {file, static_cast<int>(line), static_cast<int>(token.offset - line_start) + 1}});
  }
  return result;
}

}  // namespace syncline::lint
