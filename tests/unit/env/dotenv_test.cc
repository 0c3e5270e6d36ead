#include "env/dotenv.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace syncline {
namespace {

using Values = std::map<std::string, std::string>;

TEST(Dotenv, ReadsPlainQuotedAndExportedValues) {
  const Values values = parse_dotenv(
      "# a comment\n\nA=1\n  export B = two words  \nC='single $x #1'\nD=\"with \\\"quotes\\\" and "
      "\\n\"\n"
      "E=\nF=a#b # comment\n",
      ".env");
  EXPECT_EQ(values, (Values{{"A", "1"},
                            {"B", "two words"},
                            {"C", "single $x #1"},
                            {"D", "with \"quotes\" and \n"},
                            {"E", ""},
                            {"F", "a#b"}}));
}

TEST(Dotenv, TheLastOfEqualKeysCounts) {
  EXPECT_EQ(parse_dotenv("A=1\nA=2\n", ".env").at("A"), "2");
}

TEST(Dotenv, AcceptsCarriageReturns) {
  EXPECT_EQ(parse_dotenv("A=1\r\nB=2\r\n", ".env"), (Values{{"A", "1"}, {"B", "2"}}));
}

TEST(Dotenv, RefusesOtherLinesAtTheirPlaceWithoutShowingThem) {
  for (const char* line :
       {"no-equals-sign secret", "1A=secret", "A='secret", "A=\"secret\" more"}) {
    try {
      parse_dotenv(std::string("OK=1\n") + line + "\n", ".env");
      FAIL() << line;
    } catch (const Error& error) {
      EXPECT_EQ(error.failure, Failure::Config);
      EXPECT_EQ(error.place->text(), ".env:2");
      EXPECT_EQ(std::string(error.what()).find("secret"), std::string::npos);
    }
  }
}

TEST(Dotenv, AMissingFileIsEmpty) { EXPECT_TRUE(load_dotenv("/nowhere/.env").empty()); }

}  // namespace
}  // namespace syncline
