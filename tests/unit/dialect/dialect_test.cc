#include "dialect/dialect.h"

#include <gtest/gtest.h>

#include <array>

#include "base/error.h"

namespace syncline {
namespace {

constexpr Kind named(std::string_view name) {
  Kind kind{};
  kind.name = name;
  return kind;
}

constexpr Kind table = named("table"), column = named("column");
constexpr std::array<const Kind*, 2> kinds{&table, &column};

Dialect toy() {
  Dialect dialect{};
  dialect.name = "toy";
  dialect.kinds = kinds;
  return dialect;
}

TEST(Dialect, FindsAKindAndItsRank) {
  EXPECT_EQ(&toy().kind("column"), &column);
  EXPECT_EQ(toy().rank("table"), 0u);
  EXPECT_EQ(toy().rank("column"), 1u);
}

TEST(Dialect, AnUnknownKindIsAMistakeOfOurs) { EXPECT_THROW(toy().kind("view"), std::logic_error); }

TEST(Danger, NamesAndDangersGoBothWays) {
  for (const Danger danger : {Danger::DataLoss, Danger::DataNarrowing, Danger::MayFail,
                              Danger::TableRewrite, Danger::BlocksWrites, Danger::BlocksReads,
                              Danger::ApplicationBreak, Danger::Irreversible}) {
    EXPECT_EQ(parse_danger(danger_name(danger)), danger);
  }
  EXPECT_EQ(danger_name(Danger::DataLoss), "data-loss");
}

TEST(Danger, AnUnknownOneIsAnErrorWithTheNearest) {
  try {
    parse_danger("dataloss");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Usage);
    EXPECT_EQ(error.hint, "did you mean \"data-loss\"?");
  }
}

TEST(Danger, AnUnknownOneThatIsNearNothingGetsAll) {
  try {
    parse_danger("everything");
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(error.hint.find("data-loss, data-narrowing"), std::string::npos);
  }
}

}  // namespace
}  // namespace syncline
