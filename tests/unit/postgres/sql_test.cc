#include "postgres/sql.h"

#include <gtest/gtest.h>

namespace syncline::postgres {
namespace {

TEST(QuoteName, LeavesPlainNamesAlone) { EXPECT_EQ(quote_name("user_id2"), "user_id2"); }

TEST(QuoteName, QuotesWhatTheServerWouldFold) { EXPECT_EQ(quote_name("UserId"), "\"UserId\""); }

TEST(QuoteName, QuotesKeyWordsOfAnyServerVersion) {
  EXPECT_EQ(quote_name("user"), "\"user\"");
  EXPECT_EQ(quote_name("json_table"), "\"json_table\"");  // since 17
  EXPECT_EQ(quote_name("name"), "name");                  // "unreserved"
}

TEST(QuoteName, DoublesQuotes) { EXPECT_EQ(quote_name("a\"b"), "\"a\"\"b\""); }

TEST(QuoteName, QuotesEmptyNamesDigitsInFrontAndOtherLetters) {
  EXPECT_EQ(quote_name(""), "\"\"");
  EXPECT_EQ(quote_name("1st"), "\"1st\"");
  EXPECT_EQ(quote_name("größe"), "\"größe\"");
}

TEST(QuoteText, DoublesQuotes) { EXPECT_EQ(quote_text("it's"), "'it''s'"); }

TEST(QuoteText, EscapesBackslashes) { EXPECT_EQ(quote_text("a\\b'"), "E'a\\\\b'''"); }

TEST(Qualified, TakesTheFirstParts) {
  EXPECT_EQ(qualified({"public", "Users", "id"}), "public.\"Users\"");
  EXPECT_EQ(qualified({"public", "Users", "id"}, 3), "public.\"Users\".id");
}

TEST(QuotedList, JoinsByCommas) { EXPECT_EQ(quoted_list({"a", "order"}), "a, \"order\""); }

}  // namespace
}  // namespace syncline::postgres
