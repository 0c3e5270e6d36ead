#include "plan/planner.h"

#include <gtest/gtest.h>

#include "support/catalogs.h"
#include "toy.h"

namespace syncline {
namespace {

using testing::object;
using Lines = std::vector<std::string>;

const ObjectId base("base", {"f"}), a("box", {"a"}), b("box", {"b"}), ax("part", {"a", "x"}),
    ay("part", {"a", "y"}), tie_ab("tie", {"a", "to b"}), tie_ba("tie", {"b", "to a"}),
    look("look", {"v"}), look2("look", {"w"}), tag("tag", {"a", "t"});

Lines plan(const Catalog& from, const Catalog& to) {
  Lines lines;
  for (const Step& step : make_plan(from, to, testing::toy_dialect()).steps)
    lines.push_back(step.sql);
  return lines;
}

std::string text(const char* value) { return value; }

TEST(Planner, NothingDiffersNothingToDo) {
  Catalog same({object(a), object(ax, a)});
  EXPECT_TRUE(plan(same, same).empty());
}

TEST(Planner, MakesParentsWithTheirPartsThenWhatStandsOnThem) {
  Catalog to({object(look, {}, {}, {ax}), object(ax, a), object(a)});
  EXPECT_EQ(plan({}, to), (Lines{"make box a", "make look v"}));
}

TEST(Planner, DropsInTheOtherOrderAndPartsGoAlong) {
  Catalog from({object(look, {}, {}, {ax}), object(ax, a), object(a)});
  EXPECT_EQ(plan(from, {}), (Lines{"drop look v", "drop box a"}));
}

TEST(Planner, DependenciesBeatTheOrderOfKinds) {
  Catalog to({object(base, {}, {}, {a}), object(a)});
  EXPECT_EQ(plan({}, to), (Lines{"make box a", "make base f"}));
}

TEST(Planner, MutualTiesAreMadeAfterBothBoxes) {
  Catalog to({object(a), object(b), object(tie_ab, a, {}, {b}), object(tie_ba, b, {}, {a})});
  EXPECT_EQ(plan({}, to),
            (Lines{"make box a", "make box b", "make tie a.\"to b\"", "make tie b.\"to a\""}));
}

TEST(Planner, MutualTiesAreDroppedApartOnlyWhenTheyMust) {
  Catalog mutual({object(a), object(b), object(tie_ab, a, {}, {b}), object(tie_ba, b, {}, {a})});
  EXPECT_EQ(plan(mutual, {}),
            (Lines{"drop tie b.\"to a\"", "drop tie a.\"to b\"", "drop box b", "drop box a"}));
  Catalog single({object(a), object(b), object(tie_ab, a, {}, {b})});
  EXPECT_EQ(plan(single, {}), (Lines{"drop box a", "drop box b"}));
}

TEST(Planner, WhatStandsOnAnAlteredPartStepsAsideTransitively) {
  auto catalog = [](const char* size) {
    return Catalog({object(a), object(ax, a, {{"size", text(size)}}), object(look, {}, {}, {ax}),
                    object(look2, {}, {}, {look})});
  };
  EXPECT_EQ(
      plan(catalog("1"), catalog("2")),
      (Lines{"drop look w", "drop look v", "resize part a.x to 2", "make look v", "make look w"}));
}

TEST(Planner, WhatFollowsAnAlterationStays) {
  auto catalog = [](const char* size) {
    return Catalog({object(a), object(ax, a, {{"size", text(size)}}), object(tie_ab, a, {}, {ax})});
  };
  EXPECT_EQ(plan(catalog("1"), catalog("2")), (Lines{"resize part a.x to 2"}));
}

TEST(Planner, WhatStandsOnAReplacedObjectIsReplaced) {
  auto catalog = [](const char* shape) {
    return Catalog({object(base, {}, {{"shape", text(shape)}}), object(look, {}, {}, {base})});
  };
  EXPECT_EQ(plan(catalog("1"), catalog("2")),
            (Lines{"drop look v", "drop base f", "make base f", "make look v"}));
}

TEST(Planner, DataHoldersLetGoOfAReplacedObject) {
  auto catalog = [](const char* shape) {
    return Catalog({object(base, {}, {{"shape", text(shape)}}), object(a, {}, {}, {base})});
  };
  EXPECT_EQ(plan(catalog("1"), catalog("2")),
            (Lines{"release box a", "drop base f", "make base f", "hold box a"}));
}

TEST(Planner, ARebuildCarriesItsPartsAndTheRestIsMadeAgain) {
  Catalog from({object(a), object(ax, a), object(tie_ab, a, {}, {ax})});
  Catalog to(
      {object(a), object(ax, a), object(ay, a), object(tag, a), object(tie_ab, a, {}, {ax})});
  EXPECT_EQ(plan(from, to), (Lines{"rebuild box a", "make tie a.\"to b\""}));
}

TEST(Planner, AChangedDependentOfAGonePartIsAlteredFirst) {
  Catalog from(
      {object(a), object(ax, a), object(ay, a), object(look, {}, {{"size", text("1")}}, {ax, ay})});
  Catalog to({object(a), object(ay, a), object(look, {}, {{"size", text("2")}}, {ay})});
  EXPECT_EQ(plan(from, to), (Lines{"resize look v to 2", "drop part a.x"}));
}

TEST(Planner, AnAttributeWithoutARuleIsOurMistake) {
  Catalog from({object(base, {}, {{"odd", true}})}), to({object(base)});
  EXPECT_THROW(plan(from, to), std::logic_error);
}

TEST(Planner, ACycleIsNamed) {
  Catalog to({object(base, {}, {}, {look}), object(look, {}, {}, {base})});
  try {
    plan({}, to);
    FAIL();
  } catch (const std::logic_error& error) {
    EXPECT_NE(std::string(error.what()).find("make base f"), std::string::npos);
  }
}

TEST(Planner, TheOrderDoesNotDependOnTheOrderOfReading) {
  std::vector<Object> objects = {object(a), object(ax, a), object(b), object(look, {}, {}, {ax}),
                                 object(base)};
  Lines first = plan({}, Catalog(objects));
  std::reverse(objects.begin(), objects.end());
  EXPECT_EQ(plan({}, Catalog(objects)), first);
}

}  // namespace
}  // namespace syncline
