#include "migrate/target.h"

#include <gtest/gtest.h>

#include "unit/migrate/files.h"

namespace syncline {
namespace {

using testing::error_of;
using testing::Folder;
using Ids = std::vector<std::string>;

/// a1 ─ a2 ─ b1 ─ b2      (label billing from b1)
///         ╲ c1 ─ c2      (label catalogue from c1; c2 depends on b1)
class TargetTest : public ::testing::Test {
 protected:
  TargetTest() {
    folder.revision("a1", {});
    folder.revision("a2", {"a1"});
    folder.revision("b1", {"a2"}, "-- syncline: label billing\n");
    folder.revision("b2", {"b1"});
    folder.revision("c1", {"a2"}, "-- syncline: label catalogue\n");
    folder.revision("c2", {"c1"}, "-- syncline: depends b1\n");
    load();
  }
  void load() { history = History::load(folder.path(), testing::sqlite_syntax); }

  Ids tips(std::string_view target, const RevisionSet& applied = {}) const {
    return ids_of(Targets(history, applied).tips(target));
  }
  Ids up(std::string_view target, const RevisionSet& applied) const {
    return ids_of(Targets(history, applied).to_apply(target));
  }
  Ids down(std::string_view target, const RevisionSet& applied) const {
    return ids_of(Targets(history, applied).to_revert(target));
  }
  template <typename Action>
  std::string refusal(Action action) const {
    const Error error = error_of(action);
    return std::string(error.what()) + " | " + error.hint;
  }

  Folder folder;
  History history;
  const RevisionSet all = {"a1", "a2", "b1", "b2", "c1", "c2"};
};

TEST_F(TargetTest, OneRevision) {
  EXPECT_EQ(tips("a2"), (Ids{"a2"}));
  EXPECT_EQ(tips("billing"), (Ids{"b1"}));
  EXPECT_EQ(tips("base"), Ids{});
  EXPECT_EQ(tips(" heads "), (Ids{"b2", "c2"}));
  EXPECT_EQ(tips("current", {"a1", "a2"}), (Ids{"a2"}));
  EXPECT_EQ(tips("current", {"a1", "a2", "b1", "c1"}), (Ids{"b1", "c1"}));
}

TEST_F(TargetTest, HeadOfSeveralNamesThemAndTheWayOut) {
  EXPECT_EQ(refusal([&] { tips("head"); }),
            "there are 2 heads: b2 (b2.sql), c2 (c2.sql) | join them: syncline merge b2 c2 -m "
            "\"…\"; to go to all of them: syncline upgrade heads");
}

TEST_F(TargetTest, OneWantsExactlyOne) {
  const Targets targets(history);
  EXPECT_EQ(targets.one("billing@head").id, "b2");
  EXPECT_EQ(error_of([&] { targets.one("base"); }).failure, Failure::Input);
  EXPECT_EQ(error_of([&] { targets.one("heads"); }).failure, Failure::Input);
}

TEST_F(TargetTest, StepsFromARevision) {
  EXPECT_EQ(tips("a1+1"), (Ids{"a2"}));
  EXPECT_EQ(tips("c2-2"), (Ids{"a2"}));
  EXPECT_EQ(tips("a2-2"), Ids{});
  EXPECT_EQ(tips("base+2"), (Ids{"a2"}));
  EXPECT_EQ(tips("billing@head-1"), (Ids{"b1"}));
  EXPECT_EQ(tips("billing@a2+2"), (Ids{"b2"}));
  EXPECT_EQ(refusal([&] { tips("a1-2"); }), "a1-2 goes too far: a1 has no parent | ");
  EXPECT_EQ(refusal([&] { tips("b2+1"); }), "b2+1 goes too far: nothing comes after it | ");
  EXPECT_EQ(refusal([&] { tips("a1+2"); }),
            "a1+2: more than one revision comes next: b1 (b1.sql), c1 (c1.sql) | say which "
            "branch, by a label or a revision: b1@+2");
}

TEST_F(TargetTest, AMinusMayBePartOfAnId) {
  folder.revision("a2-1", {"a2"});
  load();
  EXPECT_EQ(tips("a2-1"), (Ids{"a2-1"}));
  EXPECT_EQ(tips("a2-1-1"), (Ids{"a2"}));
  EXPECT_EQ(tips("b2-1"), (Ids{"b1"}));
}

TEST_F(TargetTest, UpgradeByOneRevisionAppliesItsLineage) {
  EXPECT_EQ(up("c2", {}), (Ids{"a1", "a2", "b1", "c1", "c2"}));
  EXPECT_EQ(up("heads", {"a1", "a2", "b1"}), (Ids{"b2", "c1", "c2"}));
  EXPECT_EQ(up("billing@head", {"a1"}), (Ids{"a2", "b1", "b2"}));
  EXPECT_EQ(up("base", {"a1"}), Ids{});
}

TEST_F(TargetTest, UpgradeByStepsGoesOnFromWhatIsApplied) {
  EXPECT_EQ(up("+1", {}), (Ids{"a1"}));
  EXPECT_EQ(up("+2", {}), (Ids{"a1", "a2"}));
  EXPECT_EQ(up("+1", {"a1", "a2", "b1", "b2"}), (Ids{"c1"}));
  EXPECT_EQ(up("billing@+2", {"a1", "a2"}), (Ids{"b1", "b2"}));
  EXPECT_EQ(up("billing@+1", {}), (Ids{"a1", "a2", "b1"}));
  EXPECT_EQ(up("catalogue@+2", {"a1", "a2"}), (Ids{"b1", "c1", "c2"}));
  EXPECT_EQ(up("c1@+1", {"a1", "a2"}), (Ids{"c1"}));
}

TEST_F(TargetTest, UpgradeByStepsRefusesWhatCouldBeSeveral) {
  const RevisionSet trunk = {"a1", "a2"};
  EXPECT_EQ(refusal([&] { up("+1", trunk); }),
            "+1: more than one revision comes next: b1 (b1.sql), c1 (c1.sql) | say which branch, "
            "by a label or a revision: b1@+1; to go to all: heads");
  EXPECT_EQ(refusal([&] { up("billing@+3", trunk); }),
            "billing@+3 goes too far: only 2 are left | ");
  EXPECT_EQ(refusal([&] { up("+1", all); }), "+1 goes too far: nothing is left | ");
  EXPECT_EQ(error_of([&] { up("-1", all); }).failure, Failure::Usage);
}

TEST_F(TargetTest, AMergeIsTheNextOnlyAfterBothSides) {
  folder.revision("m", {"b2", "c2"});
  load();
  EXPECT_EQ(up("+1", {"a1", "a2", "b1", "b2", "c1"}), (Ids{"c2"}));
  EXPECT_EQ(up("+1", all), (Ids{"m"}));
  EXPECT_EQ(up("head", {"a1", "a2", "c1"}), (Ids{"b1", "b2", "c2", "m"}));
  EXPECT_EQ(tips("billing@head"), (Ids{"m"}));
  EXPECT_EQ(refusal([&] { tips("head-1"); }),
            "head-1: m is a merge: b2 (b2.sql), c2 (c2.sql) | name the one to go on from");
}

TEST_F(TargetTest, DowngradeTakesBackWhatStandsOnTheTarget) {
  EXPECT_EQ(down("a2", all), (Ids{"c2", "c1", "b2", "b1"}));
  EXPECT_EQ(down("b1", all), (Ids{"b2"}));
  EXPECT_EQ(down("c1", all), (Ids{"c2"}));
  EXPECT_EQ(down("base", {"a1", "a2", "b1"}), (Ids{"b1", "a2", "a1"}));
  EXPECT_EQ(down("heads", all), Ids{});
  EXPECT_EQ(down("current", all), Ids{});
  EXPECT_EQ(down("a2-2", all), (Ids{"c2", "c1", "b2", "b1", "a2", "a1"}));
  EXPECT_EQ(error_of([&] { down("b2", {"a1"}); }).failure, Failure::Usage);
}

TEST_F(TargetTest, DowngradeOfABranchTakesAlongOnlyWhatNeedsIt) {
  EXPECT_EQ(down("billing@base", all), (Ids{"c2", "b2", "b1"}));
  EXPECT_EQ(down("catalogue@base", all), (Ids{"c2", "c1"}));
  EXPECT_EQ(down("catalogue@a2", all), (Ids{"c2", "c1"}));
  EXPECT_EQ(down("billing@current", {"a1", "a2", "c1"}), Ids{});
  EXPECT_EQ(down("billing@base", {"a1", "a2", "c1"}), Ids{});
}

TEST_F(TargetTest, DowngradeByStepsRefusesWhatCouldBeSeveral) {
  EXPECT_EQ(down("-1", {"a1", "a2", "b1"}), (Ids{"b1"}));
  EXPECT_EQ(down("-2", {"a1", "a2", "b1", "b2"}), (Ids{"b2", "b1"}));
  EXPECT_EQ(down("-1", {"a1", "a2", "b1", "c1", "c2"}), (Ids{"c2"}));
  EXPECT_EQ(down("billing@-1", all), (Ids{"b2"}));
  EXPECT_EQ(down("billing@-2", all), (Ids{"c2", "b2", "b1"}));
  EXPECT_EQ(tips("billing@-2", all), (Ids{"c1"}));
  EXPECT_EQ(down("c2@-1", all), (Ids{"c2"}));
  EXPECT_EQ(refusal([&] { down("-1", all); }),
            "-1: more than one revision was the last: b2 (b2.sql), c2 (c2.sql) | say which branch, "
            "by a label or a revision: b2@-1; to take back what was applied last: downgrade "
            "--steps N");
  EXPECT_EQ(refusal([&] { down("-2", {"a1"}); }), "-2 goes too far: only 1 is applied | ");
  EXPECT_EQ(error_of([&] { down("+1", all); }).failure, Failure::Usage);
}

TEST_F(TargetTest, RelativeToNothingIsRefused) {
  const Targets offline(history);
  EXPECT_EQ(error_of([&] { offline.tips("+1"); }).failure, Failure::Usage);
  EXPECT_EQ(error_of([&] { offline.tips("current"); }).failure, Failure::Usage);
  EXPECT_EQ(ids_of(offline.tips("b2-1")), (Ids{"b1"}));
}

TEST_F(TargetTest, ABranchThatThereIsNot) {
  EXPECT_EQ(refusal([&] { tips("biling@head"); }),
            "biling@head: there is no branch \"biling\" | did you mean billing?");
  EXPECT_EQ(refusal([&] { tips("billing@c1"); }),
            "billing@c1: revision c1 is not on the branch billing | ");
  EXPECT_EQ(tips("billing@a1"), (Ids{"a1"}));
  EXPECT_EQ(error_of([&] { tips("@head"); }).failure, Failure::Usage);
  EXPECT_EQ(error_of([&] { tips("billing@"); }).failure, Failure::Usage);
  EXPECT_EQ(error_of([&] { tips("a1-0"); }).failure, Failure::Usage);
}

TEST_F(TargetTest, Ranges) {
  const auto range = [&](std::string_view text) {
    const TargetRange found = Targets(history, all).range(text);
    return std::pair(ids_of(found.from), ids_of(found.to));
  };
  EXPECT_EQ(range("a1:billing@head"), std::pair(Ids{"a1"}, Ids{"b2"}));
  EXPECT_EQ(range("a1:"), std::pair(Ids{"a1"}, (Ids{"b2", "c2"})));
  EXPECT_EQ(range(":a2"), std::pair(Ids{}, Ids{"a2"}));
  EXPECT_EQ(range("c2"), std::pair(Ids{}, Ids{"c2"}));
  EXPECT_EQ(error_of([&] { range("a:b:c"); }).failure, Failure::Usage);
}

}  // namespace
}  // namespace syncline
