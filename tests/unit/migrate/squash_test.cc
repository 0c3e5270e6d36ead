// Histories with a squash, as databases see them that have some of what it replaced.
#include <gtest/gtest.h>

#include "migrate/settle.h"
#include "unit/migrate/database.h"

namespace syncline {
namespace {

using testing::error_of;
using Ids = std::vector<std::string>;

Ids ids_of(const History& history) {
  Ids ids;
  for (const Revision& one : history.revisions()) ids.push_back(one.id);
  return ids;
}

/// a ─ S ─ z, where S stands for b ─ c ─ d.
class Squash : public ::testing::Test {
 protected:
  Squash() {
    database.revision("a", {}, "");
    database.revision("b", {"a"}, "-- syncline: up\nCREATE TABLE b (x);\n");
    database.revision("c", {"b"}, "-- syncline: up\nCREATE TABLE c (x);\n");
    database.revision("d", {"c"}, "-- syncline: up\nCREATE TABLE d (x);\n");
    database.revision("z", {"d"}, "-- syncline: up\nCREATE TABLE z (x);\n");
    before = database.history();
    squash("S", {"a"}, {"b", "c", "d"});
  }
  void squash(const std::string& id, const Ids& parents, const Ids& replaced) {
    const History now = database.history();
    std::filesystem::create_directories(folder() / "replaced");
    std::string text;
    for (const std::string& one : replaced) {
      text += "-- syncline: replaces " + one + " " + now.find(one)->checksum + "\n";
      std::filesystem::rename(folder() / (one + ".sql"), folder() / "replaced" / (one + ".sql"));
    }
    database.revision(id, parents, text + "-- syncline: up\nSELECT 1;\n");
  }
  std::filesystem::path folder() const { return database.files.path() / "migrations"; }
  Ids seen_with(const RevisionSet& applied) const {
    const auto seen = database.history().as_seen_with(applied);
    return seen ? ids_of(*seen) : Ids{"as it is"};
  }
  void apply(const Ids& ids) {
    for (const std::string& id : ids) {
      apply_revisions(database.session, sqlite::dialect(), {before.find(id)}, Direction::Up, {});
    }
  }

  testing::Database database;
  History before;
};

TEST_F(Squash, StandsInPlaceOfTheLine) {
  const History history = database.history();
  EXPECT_EQ(ids_of(history), (Ids{"a", "S", "z"}));
  EXPECT_EQ(history.find("z")->parents, Ids{"S"});
  EXPECT_EQ(history.squash_of("c")->id, "S");
  EXPECT_EQ(history.squash_of("a"), nullptr);
  EXPECT_EQ(error_of([&] { history.resolve("c"); }).hint, "name S");
}

TEST_F(Squash, IsSeenAsTheLineByWhoHasSomeOfIt) {
  EXPECT_EQ(seen_with({}), Ids{"as it is"});
  EXPECT_EQ(seen_with({"a"}), Ids{"as it is"});
  EXPECT_EQ(seen_with({"a", "S", "z"}), Ids{"as it is"});
  EXPECT_EQ(seen_with({"a", "b"}), (Ids{"a", "b", "c", "d", "z"}));
  EXPECT_EQ(seen_with({"a", "b", "c", "d", "z"}), (Ids{"a", "b", "c", "d", "z"}));
  EXPECT_EQ(database.history().as_seen_with({"b"})->find("z")->parents, Ids{"d"});
}

TEST_F(Squash, OfASquashIsOpenedAsFarAsADatabaseNeeds) {
  squash("T", {}, {"a", "S"});
  EXPECT_EQ(ids_of(database.history()), (Ids{"T", "z"}));
  EXPECT_EQ(database.history().squash_of("c")->id, "T");
  EXPECT_EQ(seen_with({"a"}), (Ids{"a", "S", "z"}));
  EXPECT_EQ(seen_with({"a", "c"}), (Ids{"a", "b", "c", "d", "z"}));
  EXPECT_EQ(seen_with({"a", "S", "z"}), (Ids{"a", "S", "z"}));
  EXPECT_EQ(ids_of(database.history().completed_squashes({"a", "b", "c", "d", "z"})),
            (Ids{"S", "T"}));
}

TEST_F(Squash, NeedsTheOldFilesOnlyForDatabasesWithinTheLine) {
  std::filesystem::remove(folder() / "replaced" / "c.sql");
  EXPECT_EQ(seen_with({"a"}), Ids{"as it is"});
  const Error error = error_of([&] { seen_with({"a", "b"}); });
  EXPECT_EQ(error.failure, Failure::Input);
  EXPECT_NE(std::string(error.what()).find("file of c"), std::string::npos) << error.what();
  EXPECT_EQ(ids_of(database.history().completed_squashes({"b", "c", "d"})), Ids{"S"});
}

TEST_F(Squash, RefusesAReplacedRevisionThatWasEditedOrIsStillThere) {
  std::filesystem::copy_file(folder() / "replaced" / "c.sql", folder() / "c.sql");
  EXPECT_STREQ(error_of([&] { database.history(); }).what(),
               "revision c is replaced by S, and is still here");
  std::filesystem::remove(folder() / "c.sql");
  database.files.write("migrations/replaced/c.sql", "-- syncline: revision c\n");
  const Error error = error_of([&] { database.history(); });
  EXPECT_STREQ(error.what(), "revision c was edited after S replaced it");
  EXPECT_NE(error.place->file.find("replaced/c.sql"), std::string::npos);
}

TEST_F(Squash, ADependencyOnAReplacedRevisionMeansTheSquash) {
  database.revision("y", {}, "-- syncline: depends c\n");
  EXPECT_EQ(database.history().lineage(*database.history().find("y")),
            (RevisionSet{"S", "a", "y"}));
}

TEST_F(Squash, TakesThePlaceOfTheLineInTheLedger) {
  apply({"a", "b", "c"});
  const auto settle = [&] {
    return settle_squashes(database.session, sqlite::dialect(), database.history(), "me@here");
  };
  EXPECT_FALSE(settle());
  apply({"d", "z"});
  EXPECT_TRUE(settle());
  EXPECT_FALSE(settle());
  EXPECT_EQ(database.all("SELECT revision FROM syncline_revisions ORDER BY position"), "a S z");
  EXPECT_EQ(database.all("SELECT how FROM syncline_revisions ORDER BY position"),
            "applied squashed applied");
  EXPECT_EQ(database.all("SELECT checksum FROM syncline_revisions WHERE revision = 'S'"),
            database.history().find("S")->checksum);
  EXPECT_EQ(database.all("SELECT sql FROM syncline_journal WHERE action = 'squash'"),
            "in place of b, c, d");
}

TEST_F(Squash, AListThatWasMadeBeforeItTookThePlaceRunsNothingTwice) {
  apply({"a", "b"});
  const auto seen = database.history().as_seen_with({"a", "b"});
  const Revisions stale = seen->to_apply({"a", "b"}, *seen->find("z"));
  EXPECT_EQ(ids_of(stale), (Ids{"c", "d", "z"}));
  apply({"c", "d"});
  settle_squashes(database.session, sqlite::dialect(), database.history(), "me@here");
  EXPECT_EQ(ids_of(apply_revisions(database.session, sqlite::dialect(), stale, Direction::Up, {})),
            Ids{"z"});
  EXPECT_EQ(database.tables(), "b c d z");
}

TEST_F(Squash, AListWithItIsRefusedWhenSomeOfTheLineCameInBetween) {
  apply({"a"});
  const History history = database.history();
  const Revisions stale = history.to_apply({"a"}, *history.head());
  apply({"b"});
  const Error error = error_of(
      [&] { apply_revisions(database.session, sqlite::dialect(), stale, Direction::Up, {}); });
  EXPECT_EQ(error.failure, Failure::Refused);
  EXPECT_EQ(database.tables(), "b");
}

TEST_F(Squash, WaitsUntilWhatWasBegunIsFinished) {
  apply({"a", "b", "c", "d"});
  Ledger(database.session, sqlite::dialect())
      .set_unfinished(Unfinished{"d", Direction::Down, 1, "x"});
  EXPECT_FALSE(settle_squashes(database.session, sqlite::dialect(), database.history(), "me@here"));
}

TEST_F(Squash, DoesNotTakeThePlaceOfAnotherText) {
  apply({"a", "b", "c", "d"});
  database.open()->execute("UPDATE syncline_revisions SET checksum = 'other' WHERE revision = 'c'");
  const Error error = error_of(
      [&] { settle_squashes(database.session, sqlite::dialect(), database.history(), "me@here"); });
  EXPECT_EQ(error.failure, Failure::Refused);
  EXPECT_EQ(database.all("SELECT revision FROM syncline_revisions ORDER BY position"), "a b c d");
}

}  // namespace
}  // namespace syncline
