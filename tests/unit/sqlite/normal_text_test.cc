#include <gtest/gtest.h>

#include "sqlite/sql.h"
#include "sqlite/tokens.h"

namespace syncline::sqlite {
namespace {

std::string normal(std::string_view sql, const Names& known = {},
                   Spelling spelling = Spelling::AsDeclared) {
  std::vector<Token> tokens = tokens_of(sql);
  return normal_text(tokens, known, spelling);
}

TEST(NormalText, FoldsWhiteSpaceCommentsAndKeyWords) {
  EXPECT_EQ(normal("select  a -- the first\n from t /* all */ where a is not null"),
            "SELECT a FROM t WHERE a IS NOT NULL");
}

TEST(NormalText, DoesNotDependOnBlanksAroundOperators) {
  EXPECT_EQ(normal("a>=1 and(b||c)<>'x'"), normal("a >= 1 AND ( b || c ) <> 'x'"));
  EXPECT_EQ(normal("a->>'$.x'"), normal("a ->> '$.x'"));
}

TEST(NormalText, KeepsTextsAsTheyAre) { EXPECT_EQ(normal("'it''s  --x'"), "'it''s  --x'"); }

TEST(NormalText, WritesSignsAndCallsWithoutBlank) {
  EXPECT_EQ(normal("- 1 + lower ( a ) - 2"), "-1 + lower(a) - 2");
}

TEST(NormalText, FoldsWordsThatAreKeyWordsOnlyHere) {
  EXPECT_EQ(normal("select row_number() over (partition by a order by b desc nulls last)"),
            "SELECT row_number() OVER (PARTITION BY a ORDER BY b DESC NULLS LAST)");
  EXPECT_EQ(normal("case when a like 'x' then 1 end"), "CASE WHEN a LIKE 'x' THEN 1 END");
}

TEST(NormalText, LeavesNamesThatLookLikeKeyWords) {
  EXPECT_EQ(normal("select key, t.desc as first from t"), "SELECT key, t.desc AS first FROM t");
}

TEST(NormalText, UnquotesKnownNamesOnly) {
  Names known = {{"status", "status"}};
  EXPECT_EQ(normal("\"status\" in (\"open\")", known), "status IN (\"open\")");
  EXPECT_EQ(normal("[status] = `status`", known), "status = status");
}

TEST(NormalText, KeepsQuotesThatAreNeeded) {
  Names known = {{"two words", "two words"}, {"order", "order"}};
  EXPECT_EQ(normal("[two words] > \"order\"", known), "\"two words\" > \"order\"");
}

TEST(NormalText, SpellsKnownNamesAsDeclared) {
  Names known = {{"price", "Price"}};
  EXPECT_EQ(normal("PRICE > 0", known), "Price > 0");
  EXPECT_EQ(normal("PRICE > 0", known, Spelling::AsWritten), "PRICE > 0");
}

TEST(Affinity, FollowsTheRulesInTheirOrder) {
  EXPECT_EQ(affinity("BIGINT"), "INTEGER");
  EXPECT_EQ(affinity("CHARINT"), "INTEGER");
  EXPECT_EQ(affinity("VARCHAR(10)"), "TEXT");
  EXPECT_EQ(affinity(""), "BLOB");
  EXPECT_EQ(affinity("DOUBLE"), "REAL");
  EXPECT_EQ(affinity("DECIMAL(10, 2)"), "NUMERIC");
}

TEST(Quote, OnlyWhereItMustBe) {
  EXPECT_EQ(quote_name("users"), "users");
  EXPECT_EQ(quote_name("order"), "\"order\"");
  EXPECT_EQ(quote_name("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(quote_name("1st"), "\"1st\"");
  EXPECT_EQ(quote_text("it's"), "'it''s'");
}

TEST(LaidOut, BreaksLongSelectsBeforeTheirClauses) {
  EXPECT_EQ(laid_out("SELECT a FROM t"), "SELECT a FROM t");
  EXPECT_EQ(
      laid_out("SELECT t.alpha, u.beta, (SELECT max(x) FROM v) FROM t LEFT JOIN u ON u.id = t.id "
               "WHERE t.alpha > 0"),
      "SELECT t.alpha, u.beta, (SELECT max(x) FROM v)\nFROM t\nLEFT JOIN u ON u.id = t.id\n"
      "WHERE t.alpha > 0");
}

}  // namespace
}  // namespace syncline::sqlite
