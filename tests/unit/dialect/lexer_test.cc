#include "dialect/lexer.h"

#include <gtest/gtest.h>

#include "syntaxes.h"

namespace syncline {
namespace {

/// "w:select n:1": every significant token with the first letter of its kind.
std::string tokens(std::string_view text, const Syntax& syntax) {
  std::string result;
  Lexer lexer(text, syntax);
  for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
    if (!token.significant()) continue;
    constexpr std::string_view letters = "__wqsno";
    if (!result.empty()) result += ' ';
    result += letters[static_cast<std::size_t>(token.kind)];
    result += ':';
    result += token.text;
  }
  return result;
}

struct LexerCase {
  const Syntax* syntax;
  const char *text, *tokens;
};

class Lexes : public testing::TestWithParam<LexerCase> {};

TEST_P(Lexes, IntoTokens) {
  EXPECT_EQ(tokens(GetParam().text, *GetParam().syntax), GetParam().tokens);
}

const Syntax* const pg = &postgres_syntax;
const Syntax* const lite = &sqlite_syntax;

INSTANTIATE_TEST_SUITE_P(
    Lexer, Lexes,
    testing::Values(LexerCase{pg, "a.\"b\" ,c", "w:a o:. q:\"b\" o:, w:c"},
                    LexerCase{pg, "1 2.5 .5 1e-3 0x1F 5.", "n:1 n:2.5 n:.5 n:1e-3 n:0x1F n:5."},
                    LexerCase{pg, "1-2 1e+ 0xe-1", "n:1 o:- n:2 n:1e o:+ n:0xe o:- n:1"},
                    LexerCase{pg, "e'a' E 'a' x'1' u&'a' u &'a'",
                              "s:e'a' w:E s:'a' s:x'1' s:u&'a' w:u o:& s:'a'"},
                    LexerCase{pg, "$1 $$a$$ $t$a$t$", "w:$1 s:$$a$$ s:$t$a$t$"},
                    LexerCase{pg, "größe$1", "w:größe$1"},
                    LexerCase{pg, "a::int[1]", "w:a o:: o:: w:int o:[ n:1 o:]"},
                    LexerCase{lite, "[a b].`c` e'x'", "q:[a b] o:. q:`c` w:e s:'x'"},
                    LexerCase{lite, "$name :x", "w:$name o:: w:x"}));

TEST(Lexer, TokensCoverTheWholeText) {
  const std::string_view text = "select /* x */ E'a\\'' \n from \"t\" -- end";
  Lexer lexer(text, postgres_syntax);
  std::size_t end = 0;
  for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
    EXPECT_EQ(token.offset, end);
    end = token.offset + token.text.size();
  }
  EXPECT_EQ(end, text.size());
}

TEST(Lexer, SaysWhatIsNotClosed) {
  for (const char* text : {"'a", "\"a", "$$a", "$x$a$$", "/* a", "E'a\\'", "'a''"}) {
    EXPECT_FALSE(Lexer(text, postgres_syntax).next().closed) << text;
  }
  EXPECT_TRUE(Lexer("-- a", postgres_syntax).next().closed);
}

TEST(Lexer, KeyWordsAreKnownInAnyCase) {
  EXPECT_TRUE(Lexer("CREATE", postgres_syntax).next().is("create"));
  EXPECT_FALSE(Lexer("created", postgres_syntax).next().is("create"));
  EXPECT_FALSE(Lexer("\"create\"", postgres_syntax).next().is("create"));
}

struct FoldCase {
  const char *one, *other;
  bool same;
};

class Folds : public testing::TestWithParam<FoldCase> {};

TEST_P(Folds, FormattingAndNothingElse) {
  const std::string one = folded(GetParam().one, postgres_syntax);
  const std::string other = folded(GetParam().other, postgres_syntax);
  EXPECT_EQ(one == other, GetParam().same) << one << "\n" << other;
  EXPECT_EQ(folded(one, postgres_syntax), one);
  EXPECT_EQ(folded(other, postgres_syntax), other);
}

INSTANTIATE_TEST_SUITE_P(
    Folded, Folds,
    testing::Values(FoldCase{" a  b\n", "a b", true}, FoldCase{"a -- x\n, b", "a,b", true},
                    FoldCase{"f ( a )", "f(a)", true}, FoldCase{"a/* x */b", "a b", true},
                    FoldCase{"a = 'x'", "a='x'", true},
                    FoldCase{"numeric (10, 2) ;", "numeric(10,2);", true},
                    FoldCase{"s . t", "s.t", true}, FoldCase{"'a  b'", "'a b'", false},
                    FoldCase{"\"a  b\"", "\"a b\"", false}, FoldCase{"$$ a $$", "$$a$$", false},
                    FoldCase{"a b", "ab", false}, FoldCase{"A", "a", false},
                    FoldCase{"1 2", "12", false}, FoldCase{"a - - 1", "a --1", false},
                    FoldCase{"a | | b", "a || b", false}, FoldCase{"E'a'", "E 'a'", false}));

TEST(Folded, ReadsAsSql) {
  EXPECT_EQ(folded("SELECT  a ,\n b\nFROM t -- all\nWHERE f ( a ) >= 1 ;", postgres_syntax),
            "SELECT a, b FROM t WHERE f(a)>=1;");
}

}  // namespace
}  // namespace syncline
