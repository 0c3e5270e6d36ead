#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "dialect/lexer.h"
#include "lint/rules.h"

namespace syncline::lint {

namespace {

bool plain(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  return !name.empty() && letter(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

}  // namespace

/// A plain name that the dialect quotes all the same.
void reserved_name(const Look& look) {
  for (const Object& object : look.catalog.objects()) {
    if (object.id.kind() == "constraint") continue;  // nobody writes its name in a query
    const std::string& name = object.id.name();
    if (!plain(name) || look.dialect.quote_name(name) == name) continue;
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
