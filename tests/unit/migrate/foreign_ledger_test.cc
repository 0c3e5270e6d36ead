#include "migrate/foreign_ledger.h"

#include "database.h"
#include "files.h"

namespace syncline {
namespace {

using testing::error_of;
using testing::Folder;
using testing::sqlite_syntax;

TEST(VersionKey, IsTheSameForTheSameVersion) {
  EXPECT_EQ(version_key("000002", VersionOrder::Number), version_key("2", VersionOrder::Number));
  EXPECT_EQ(version_key("1_9", VersionOrder::Dotted), version_key("1.9.0", VersionOrder::Dotted));
  EXPECT_EQ(version_key("2024-01-01-01", VersionOrder::Text),
            version_key("2024010101", VersionOrder::Text));
  EXPECT_NE(version_key("a b", VersionOrder::Exact), version_key("ab", VersionOrder::Exact));
}

TEST(VersionKey, IsInTheOrderOfVersions) {
  EXPECT_LT(*version_key("9", VersionOrder::Number), *version_key("10", VersionOrder::Number));
  EXPECT_LT(*version_key("1.9.1", VersionOrder::Dotted),
            *version_key("1.10", VersionOrder::Dotted));
}

TEST(VersionKey, IsNothingForWhatIsNoVersion) {
  EXPECT_FALSE(version_key("", VersionOrder::Number));
  EXPECT_FALSE(version_key("1.2", VersionOrder::Number));
  EXPECT_FALSE(version_key("R_view", VersionOrder::Dotted));
}

TEST(RevisionIdOfAVersion, HoldsOnlyWhatMayStandInOne) {
  EXPECT_EQ(as_revision_id("ada-1"), "ada-1");
  EXPECT_EQ(as_revision_id("a b/c"), "a_b_c");
  EXPECT_EQ(as_revision_id("-1"), "r-1");
  EXPECT_EQ(as_revision_id("head"), "head_");
}

/// a - b - d (merge of b and c), a - c; e depends on b.
class Graph : public ::testing::Test {
 protected:
  Graph() {
    folder.revision("a", {});
    folder.revision("b", {"a"});
    folder.revision("c", {"a"});
    folder.revision("d", {"b", "c"});
    folder.write("e.sql", "-- syncline: revision e\n-- syncline: depends b\n");
    history = History::load(folder.path(), sqlite_syntax);
  }
  Folder folder;
  History history;
};

class InStep : public Graph {
 protected:
  InStep() {
    settings.tool = "alembic";
    settings.keep_alembic = true;
    Ledger(*session, dialect).create();
    session->execute(make_in_step_sql(settings, dialect));
  }
  std::string after(const std::vector<std::string>& applied) {
    Ledger ledger(*session, dialect);
    for (const Applied& one : ledger.applied()) ledger.remove(one.revision);
    for (const std::string& id : applied) {
      Applied row;
      row.revision = id;
      ledger.add(row);
    }
    for (const std::string& sql : in_step_sql(settings, dialect, history)) session->execute(sql);
    const Rows rows = session->query(
        "SELECT group_concat(version_num, ' ') AS all_of_them FROM "
        "(SELECT version_num FROM alembic_version ORDER BY version_num)");
    return rows.text(0, "all_of_them");
  }
  ForeignSettings settings;
  const Dialect& dialect = sqlite::dialect();
  std::unique_ptr<Session> session = dialect.connect("sqlite::memory:", {});
};

TEST_F(InStep, HeadsAreWhatNoAppliedOneFollowsOrNeeds) {
  EXPECT_EQ(after({}), "");
  EXPECT_EQ(after({"a"}), "a");
  EXPECT_EQ(after({"a", "b", "c"}), "b c");
  EXPECT_EQ(after({"a", "b", "c", "d"}), "d");
  EXPECT_EQ(after({"a", "b", "e"}), "e");
  EXPECT_EQ(after({"a", "b", "c", "e"}), "c e");
}

TEST_F(InStep, NothingIsWrittenWhereItIsNotKept) {
  settings.keep_alembic = false;
  EXPECT_TRUE(in_step_sql(settings, dialect, history).empty());
  EXPECT_EQ(make_in_step_sql(settings, dialect), "");
}

TEST_F(Graph, AlembicSaysOnlyTheLastOnes) {
  const Dialect& dialect = sqlite::dialect();
  const auto session = dialect.connect("sqlite::memory:", {});
  ForeignSettings settings;
  settings.tool = "alembic";
  EXPECT_FALSE(foreign_applied(*session, dialect, settings, history, "it"));
  session->execute("CREATE TABLE alembic_version (version_num TEXT)");
  EXPECT_EQ(foreign_applied(*session, dialect, settings, history, "it"), RevisionSet());
  session->execute("INSERT INTO alembic_version VALUES ('c'), ('e')");
  EXPECT_EQ(foreign_applied(*session, dialect, settings, history, "it"),
            (RevisionSet{"a", "b", "c", "e"}));
  session->execute("INSERT INTO alembic_version VALUES ('x')");
  const Error error =
      error_of([&] { foreign_applied(*session, dialect, settings, history, "it"); });
  EXPECT_EQ(error.failure, Failure::Input);
  EXPECT_NE(std::string(error.what()).find("that x is applied"), std::string::npos);
}

TEST(ForeignObjects, AToolsOwnSchemaIsItsOwnWhole) {
  ForeignSettings settings;
  settings.tool = "sqitch";
  EXPECT_EQ(objects_of(settings), (std::vector<std::string>{"schema sqitch", "* sqitch.*"}));
  settings.table = "ops.changes";
  EXPECT_EQ(objects_of(settings).front(), "table ops.changes");
}

}  // namespace
}  // namespace syncline
