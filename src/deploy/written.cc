#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "deploy/touched.h"
#include "dialect/lexer.h"

namespace syncline {

namespace {

constexpr std::array<std::string_view, 7> writing{"insert",  "update",   "delete", "merge",
                                                  "replace", "truncate", "with"};

/// Every name that stands in it, without quotes, in lower case.
std::set<std::string> names_in(Lexer& lexer) {
  std::set<std::string> names;
  for (Token token = lexer.next_significant(); token.kind != TokenKind::End;
       token = lexer.next_significant()) {
    if (token.kind == TokenKind::Word) names.insert(lower(token.text));
    if (token.kind == TokenKind::QuotedName && token.text.size() > 2) {
      names.insert(lower(token.text.substr(1, token.text.size() - 2)));
    }
  }
  return names;
}

}  // namespace

void add_written(Touched& touched, std::string_view statement, const std::vector<TableSize>& sizes,
                 const Syntax& syntax) {
  Lexer lexer(statement, syntax);
  const Token first = lexer.next_significant();
  if (std::ranges::none_of(writing, [&](std::string_view word) { return first.is(word); })) return;
  const std::set<std::string> names = names_in(lexer);
  for (const TableSize& size : sizes) {
    const std::size_t dot = size.name.find('.');
    const bool alone = dot == size.name.npos;
    const TouchedTable table{alone ? "" : size.name.substr(0, dot),
                             alone ? size.name : size.name.substr(dot + 1), first.is("truncate")};
    if (!names.contains(lower(table.name))) continue;
    const auto same = [&](const TouchedTable& one) { return one.text() == size.name; };
    const auto known = std::ranges::find_if(touched.tables, same);
    if (known == touched.tables.end()) {
      touched.tables.push_back(table);
      ++touched.relations;
    } else {
      known->whole = known->whole || table.whole;
    }
    const bool counted = std::ranges::any_of(
        touched.sizes, [&](const TableSize& one) { return one.name == size.name; });
    if (!counted) touched.sizes.push_back(size);
  }
}

}  // namespace syncline
