#include "base/duration.h"

#include <gtest/gtest.h>

namespace syncline {
namespace {

using std::chrono::seconds;

TEST(Duration, KnowsItsUnits) {
  EXPECT_EQ(parse_duration("30s"), seconds(30));
  EXPECT_EQ(parse_duration("5m"), seconds(300));
  EXPECT_EQ(parse_duration("1h"), seconds(3600));
  EXPECT_EQ(parse_duration("14d"), seconds(14 * 86400));
  EXPECT_EQ(parse_duration("2w"), seconds(14 * 86400));
  EXPECT_EQ(parse_duration("0s"), seconds(0));
}

TEST(Duration, RefusesOtherText) {
  for (const char* text :
       {"", "d", "14", "14 d", "-1d", "1y", "1.5h", "99999999999999999999d", "9999999w"})
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
}

}  // namespace
}  // namespace syncline
