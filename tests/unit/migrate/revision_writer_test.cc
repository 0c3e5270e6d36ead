#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "base/text.h"
#include "unit/migrate/files.h"

namespace syncline {
namespace {

using testing::texts_of;

Step step(std::string sql, Transaction transaction = Transaction::Inside) {
  Step made;
  made.sql = std::move(sql);
  made.transaction = transaction;
  return made;
}

RevisionDraft draft_of(Steps up, Steps down) {
  RevisionDraft draft;
  draft.id = "20250101000000";
  draft.up = std::move(up);
  draft.down = std::move(down);
  return draft;
}

TEST(WriteRevision, ReadsAsInTheManual) {
  RevisionDraft draft =
      draft_of({step("CREATE TABLE p (\n  id int\n)"), step("ALTER TABLE users DROP COLUMN phone"),
                step("CREATE INDEX CONCURRENTLY i ON p (id)", Transaction::Outside)},
               {step("ALTER TABLE users ADD COLUMN phone text"), step("DROP TABLE p")});
  draft.parents = {"20241201101500"};
  draft.message = "Add preferences";
  draft.notes = {"Written by hand.\nTwice."};
  draft.up[1].hazards = {
      {Danger::DataLoss, {}, "column public.users.phone is dropped with its values"}};
  EXPECT_EQ(write_revision(draft), R"(-- syncline: revision 20250101000000
-- syncline: parent 20241201101500
-- syncline: message Add preferences

-- Written by hand.
-- Twice.

-- syncline: up
CREATE TABLE p (
  id int
);

-- hazard: data-loss: column public.users.phone is dropped with its values
ALTER TABLE users DROP COLUMN phone;

-- syncline: up outside transaction
CREATE INDEX CONCURRENTLY i ON p (id);

-- syncline: down
-- data does not come back: column public.users.phone is dropped with its values
ALTER TABLE users ADD COLUMN phone text;

DROP TABLE p;
)");
}

TEST(WriteRevision, AStepThatMustBeCommittedEndsItsSection) {
  const std::string text = write_revision(draft_of(
      {step("ALTER TYPE t ADD VALUE 'b'", Transaction::CommitAfter), step("SELECT 'b'::t")}, {}));
  const Revision revision = parse_revision(text, "a.sql", testing::postgres_syntax);
  ASSERT_EQ(revision.up.size(), 2u);
  EXPECT_EQ(revision.up[0].script.statements.size(), 1u);
  EXPECT_FALSE(revision.up[1].outside_transaction);
}

TEST(WriteRevision, AnEmptyDraftHasBothSections) {
  const std::string text = write_revision(draft_of({}, {}));
  EXPECT_EQ(text, "-- syncline: revision 20250101000000\n\n-- syncline: up\n\n-- syncline: down\n");
}

TEST(WriteRevision, WithoutAWayBackThereIsNoDownSection) {
  const std::string text = write_revision(draft_of({step("SELECT 1")}, {}));
  EXPECT_FALSE(parse_revision(text, "a.sql", testing::postgres_syntax).has_down);
}

TEST(WriteRevision, CommentsAndMessagesCannotPassForDirectives) {
  RevisionDraft draft = draft_of({step("SELECT 1 -- done")}, {step("SELECT 2")});
  draft.message = "Two\nlines";
  draft.notes = {"syncline: down"};
  const Revision revision =
      parse_revision(write_revision(draft), "a.sql", testing::postgres_syntax);
  EXPECT_EQ(revision.message, "Two lines");
  EXPECT_EQ(texts_of(revision.up), (std::vector<std::string>{"SELECT 1"}));
  EXPECT_EQ(texts_of(revision.down), (std::vector<std::string>{"SELECT 2"}));
}

// Texts that contain what looks like directives, and ends of what they stand in.
class RandomStatements {
 public:
  explicit RandomStatements(unsigned seed) : random_(seed) {}

  bool chance() { return pick(2) == 0; }

  std::string statement(bool sqlite) {
    const std::string name = "f" + std::to_string(pick(100));
    switch (pick(sqlite ? 4 : 6)) {
      case 0:
        return "INSERT INTO t VALUES ('" + replace_all(lines(), "'", "''") + "', 1)";
      case 1:
        return "CREATE TABLE \"" + replace_all(lines(), "\"", "\"\"") + "\" (a int, b text)";
      case 2:
        return "SELECT 1 /* " + replace_all(replace_all(lines(), "/*", ""), "*/", "") + " */ + 2";
      case 3:
        return sqlite
                   ? "CREATE TRIGGER " + name + " AFTER INSERT ON a BEGIN\n" + body() + "END"
                   : "CREATE FUNCTION " + name + "() RETURNS int BEGIN ATOMIC\n" + body() + "END";
      case 4:
        return "DO $$" + replace_all(lines(), "$$", "") + "$$";
      default:
        return "CREATE FUNCTION " + name + "() RETURNS void LANGUAGE sql AS $b$" + lines() + "$b$";
    }
  }

  Transaction transaction() { return static_cast<Transaction>(pick(3)); }
  int count() { return pick(6); }

 private:
  int pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

  std::string lines() {
    static const std::vector<std::string> pieces = {"\n-- syncline: down\n",
                                                    "\n-- syncline: up outside transaction",
                                                    "\n  --syncline:revision 1\n",
                                                    "\n-- syncline: ",
                                                    "SELECT 1;\n",
                                                    "it's",
                                                    "$$",
                                                    "\"",
                                                    "BEGIN ",
                                                    "END;\n",
                                                    "/* ",
                                                    "*/",
                                                    ";",
                                                    "é",
                                                    "\n\n",
                                                    "00000000000;",
                                                    "-- x\n"};
    std::string text;
    for (int i = pick(8); i > 0; --i)
      text += pieces[static_cast<std::size_t>(pick(static_cast<int>(pieces.size())))];
    return text;
  }

  std::string body() {
    std::string text;
    for (int i = pick(4); i > 0; --i) {
      if (chance()) text += "-- syncline: down\n";
      text += "  UPDATE t SET a = CASE WHEN b THEN 1 END;\n";
    }
    return text;
  }

  std::mt19937 random_;
};

// What the writer makes of steps, the parser reads back: the same texts in the same transactions.
void round_trip(unsigned seed, bool sqlite) {
  RandomStatements random(seed);
  Steps up, down;
  for (int i = random.count(); i >= 0; --i)
    up.push_back(step(random.statement(sqlite), random.transaction()));
  for (int i = random.count(); i >= 0; --i)
    down.push_back(step(random.statement(sqlite), random.transaction()));
  const std::string text = write_revision(draft_of(up, down));
  const Revision revision =
      parse_revision(text, "a.sql", sqlite ? testing::sqlite_syntax : testing::postgres_syntax);
  for (const auto& [steps, sections] :
       {std::pair(up, revision.up), std::pair(down, revision.down)}) {
    std::vector<std::string> wanted;
    for (const Step& one : steps) wanted.push_back(one.sql);
    ASSERT_EQ(texts_of(sections), wanted) << "seed " << seed << "\n" << text;
    std::size_t at = 0;
    for (const Section& section : sections) {
      for (std::size_t i = 0; i < section.script.statements.size(); ++i, ++at) {
        ASSERT_EQ(section.outside_transaction, steps[at].transaction == Transaction::Outside)
            << text;
        const bool last = i + 1 == section.script.statements.size();
        ASSERT_TRUE(last || steps[at].transaction != Transaction::CommitAfter) << text;
      }
    }
  }
}

TEST(WriteRevision, WhatIsWrittenIsReadBack) {
  for (unsigned seed = 0; seed < 2000; ++seed) round_trip(seed, false);
}

TEST(WriteRevision, WhatIsWrittenForSqliteIsReadBack) {
  for (unsigned seed = 0; seed < 2000; ++seed) round_trip(seed, true);
}

TEST(RevisionFileName, IsTheIdAndTheWordsOfTheMessage) {
  EXPECT_EQ(revision_file_name("20241208143000", "Add user preferences!"),
            "20241208143000_add_user_preferences.sql");
  EXPECT_EQ(revision_file_name("1", " ../x; --  "), "1_x.sql");
  EXPECT_EQ(revision_file_name("1", "…"), "1.sql");
}

TEST(RevisionFileName, IsNeverLong) {
  const std::string message(300, 'a');
  EXPECT_LT(revision_file_name("1", message).size(), 70u);
  const std::string word(50, 'a');
  EXPECT_EQ(revision_file_name("1", fmt::format("{} {}", word, message)),
            fmt::format("1_{}.sql", word));
}

TEST(SectionsOf, KeepsTextAndCommentsInOrder) {
  const RevisionText text = sections_of(
      "-- syncline: revision r\n\n-- syncline: up\n-- why\nSELECT 1;\n\n-- syncline: down\n"
      "SELECT 2;\n-- syncline: up outside transaction\nSELECT '\n-- syncline: down\n';\n",
      "r.sql", testing::sqlite_syntax);
  EXPECT_EQ(text.directives, "-- syncline: revision r");
  EXPECT_EQ(text.up,
            "-- syncline: up\n-- why\nSELECT 1;\n\n-- syncline: up outside transaction\nSELECT '\n"
            "-- syncline: down\n';");
  EXPECT_EQ(text.down, "-- syncline: down\nSELECT 2;");
}

}  // namespace
}  // namespace syncline
