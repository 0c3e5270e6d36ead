#include "base/text.h"

#include <gtest/gtest.h>

namespace syncline {
namespace {

using Strings = std::vector<std::string>;
constexpr std::size_t valid = std::string_view::npos;

TEST(Text, TrimsBlanksAtBothEnds) {
  EXPECT_EQ(trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(trim(" \n "), "");
}

TEST(Text, SplitGivesOnePartMoreThanSeparators) {
  EXPECT_EQ(split("a,,b,", ','), (Strings{"a", "", "b", ""}));
  EXPECT_EQ(split("", ','), Strings{""});
}

TEST(Text, JoinPutsSeparatorsOnlyBetween) {
  EXPECT_EQ(join({"a", "b", "c"}, ", "), "a, b, c");
  EXPECT_EQ(join({}, ", "), "");
}

TEST(Text, LowerLeavesOtherLettersThanAsciiAlone) { EXPECT_EQ(lower("AbZÄ"), "abzÄ"); }

TEST(Text, ReplaceAllDoesNotLookAtWhatItWrote) {
  EXPECT_EQ(replace_all("aaa", "a", "aa"), "aaaaaa");
  EXPECT_EQ(replace_all("abc", "", "x"), "abc");
}

TEST(Text, PrefixIsFoundInAnyCase) {
  EXPECT_TRUE(starts_with_nocase("CREATE table", "create T"));
  EXPECT_FALSE(starts_with_nocase("cre", "create"));
}

TEST(Text, FindsTheFirstByteThatIsNotUtf8) {
  EXPECT_EQ(invalid_utf8("plain text, longer than eight bytes"), valid);
  EXPECT_EQ(invalid_utf8("ä€😀 then more"), valid);
  EXPECT_EQ(invalid_utf8("12345678\xff"), 8u);
  EXPECT_EQ(invalid_utf8("ab\xc3"), 2u);            // cut short
  EXPECT_EQ(invalid_utf8("\xc0\xaf"), 0u);          // overlong
  EXPECT_EQ(invalid_utf8("a\xed\xa0\x80"), 1u);     // surrogate
  EXPECT_EQ(invalid_utf8("\xf4\x90\x80\x80"), 0u);  // above U+10FFFF
  EXPECT_EQ(invalid_utf8("Gr\xfc\xdf"
                         "e an alle"),
            2u);  // Latin-1
}

TEST(Text, NearestKnowsSwappedLettersAndBeginnings) {
  const Strings commands{"status", "check", "upgrade", "downgrade"};
  EXPECT_EQ(nearest("stauts", commands), "status");
  EXPECT_EQ(nearest("UPGRAD", commands), "upgrade");
  EXPECT_EQ(nearest("down", commands), "downgrade");
}

TEST(Text, NearestIsEmptyWhenNothingIsNear) {
  EXPECT_EQ(nearest("inspect", {"status", "check"}), "");
  EXPECT_EQ(nearest("x", {}), "");
}

TEST(Text, CountsWithTheRightNumberOfTheNoun) {
  EXPECT_EQ(count_of(1, "table"), "1 table");
  EXPECT_EQ(count_of(0, "table"), "0 tables");
}

struct GlobCase {
  const char *pattern, *text;
  bool matches;
};

class Glob : public testing::TestWithParam<GlobCase> {};

TEST_P(Glob, MatchesAsAShellWould) {
  EXPECT_EQ(glob_match(GetParam().pattern, GetParam().text), GetParam().matches);
}

INSTANTIATE_TEST_SUITE_P(
    Text, Glob,
    testing::Values(GlobCase{"public.*", "public.users", true},
                    GlobCase{"public.*", "publics.users", false}, GlobCase{"*", "", true},
                    GlobCase{"", "", true}, GlobCase{"?", "", false}, GlobCase{"?", "ä", true},
                    GlobCase{"??", "ä", false}, GlobCase{"*_old", "a_old_old", true},
                    GlobCase{"a*b*c", "axxbyyc", true}, GlobCase{"a*b*c", "axxcyyb", false},
                    GlobCase{"*ä?", "xäöäz", true}));

}  // namespace
}  // namespace syncline
