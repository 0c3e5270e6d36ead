#include "migrate/revision.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "base/text.h"
#include "unit/migrate/files.h"

namespace syncline {
namespace {

using testing::error_of;
using testing::texts_of;
using Texts = std::vector<std::string>;

const std::string header = "-- syncline: revision 20250101000000\n";

Revision parse(const std::string& text, const Syntax& syntax = testing::postgres_syntax) {
  return parse_revision(text, "migrations/20250101000000_add_x.sql", syntax);
}

std::string place_of(const Error& error) { return error.place ? error.place->text() : ""; }

TEST(Revision, ReadsWhatTheManualShows) {
  const Revision revision = parse(
      "-- syncline: revision 20241208143000\n"
      "-- syncline: parent 20241201101500\n"
      "-- syncline: parent ae1027a6acf\n"
      "-- syncline: message Add user preferences table\n"
      "\n"
      "-- syncline: up\n"
      "CREATE TABLE p (id int);\n"
      "CREATE TABLE q (id int);\n"
      "\n"
      "-- syncline: up outside transaction\n"
      "CREATE INDEX CONCURRENTLY i ON p (id);\n"
      "\n"
      "-- syncline: down\n"
      "DROP TABLE p, q;\n");
  EXPECT_EQ(revision.id, "20241208143000");
  EXPECT_EQ(revision.parents, (Texts{"20241201101500", "ae1027a6acf"}));
  EXPECT_EQ(revision.message, "Add user preferences table");
  ASSERT_EQ(revision.up.size(), 2u);
  EXPECT_FALSE(revision.up[0].outside_transaction);
  EXPECT_TRUE(revision.up[1].outside_transaction);
  EXPECT_EQ(texts_of(revision.up), (Texts{"CREATE TABLE p (id int)", "CREATE TABLE q (id int)",
                                          "CREATE INDEX CONCURRENTLY i ON p (id)"}));
  EXPECT_TRUE(revision.has_down);
  EXPECT_EQ(texts_of(revision.down), (Texts{"DROP TABLE p, q"}));
}

TEST(Revision, StatementsKnowTheirPlaceInTheFile) {
  const Revision revision =
      parse(header + "-- syncline: up\nSELECT 1;\n  SELECT 2;\n-- syncline: down\nSELECT 3;");
  const auto& up = revision.up[0].script.statements;
  EXPECT_EQ(up[0].place.text(), "migrations/20250101000000_add_x.sql:3:1");
  EXPECT_EQ(up[1].place.text(), "migrations/20250101000000_add_x.sql:4:3");
  EXPECT_EQ(revision.down[0].script.statements[0].place.line, 6);
}

TEST(Revision, SectionsMayRepeatAndMix) {
  const Revision revision = parse(header +
                                  "-- syncline: down\nSELECT 'd1';\n"
                                  "-- syncline: up\nSELECT 'u1';\n"
                                  "-- syncline: down outside transaction\nSELECT 'd2';\n"
                                  "-- syncline: up\nSELECT 'u2';\n");
  ASSERT_EQ(revision.up.size(), 2u);
  ASSERT_EQ(revision.down.size(), 2u);
  EXPECT_TRUE(revision.down[1].outside_transaction);
  EXPECT_EQ(texts_of(revision.up), (Texts{"SELECT 'u1'", "SELECT 'u2'"}));
}

TEST(Revision, AnEmptyDownSectionIsADown) {
  EXPECT_TRUE(parse(header + "-- syncline: up\n-- syncline: down\n").has_down);
  EXPECT_FALSE(parse(header + "-- syncline: up\n").has_down);
}

TEST(Revision, LineEndsDoNotChangeTheChecksum) {
  const std::string text = header + "-- syncline: up\nSELECT 'a\nb';\n";
  const Revision unix_text = parse(text);
  const Revision windows_text = parse(replace_all(text, "\n", "\r\n"));
  EXPECT_EQ(unix_text.checksum, sha256(text));
  EXPECT_EQ(windows_text.checksum, unix_text.checksum);
  EXPECT_EQ(texts_of(windows_text.up), texts_of(unix_text.up));
}

TEST(Revision, DirectivesMayBeIndentedAndSpacedFreely) {
  const Revision revision = parse(header + "  --syncline:up   outside\ttransaction  \nSELECT 1;\n");
  ASSERT_EQ(revision.up.size(), 1u);
  EXPECT_TRUE(revision.up[0].outside_transaction);
}

TEST(Revision, DirectivesInQuotesAndCommentsAreText) {
  const Texts statements = {
      "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $body$\n-- syncline: down\nSELECT 1;\n"
      "-- syncline: nonsense$body$",
      "INSERT INTO t VALUES ('a\n-- syncline: down\nb')",
      "SELECT 1 /* \n-- syncline: down\n /* -- \n  -- syncline: up */ */ + 1",
      "SELECT \"\n-- syncline: revision 7\n\"",
      "CREATE FUNCTION g() RETURNS int BEGIN ATOMIC\n-- syncline: down\nSELECT 1;\n-- syncline: "
      "up\nSELECT 2;\nEND",
  };
  std::string text = header + "/*\n-- syncline: down\n*/\n-- syncline: up\n";
  for (const std::string& statement : statements) text += statement + ";\n";
  const Revision revision = parse(text + "-- syncline: down\nSELECT 3;\n");
  EXPECT_EQ(texts_of(revision.up), statements);
  EXPECT_EQ(texts_of(revision.down), (Texts{"SELECT 3"}));
}

TEST(Revision, DirectivesInTriggerBodiesOfSqliteAreText) {
  const std::string trigger =
      "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n-- syncline: down\n  UPDATE a SET b = 'END';\n"
      "  -- syncline: up\nEND";
  const Revision revision =
      parse(header + "-- syncline: up\n" + trigger + ";\nSELECT 1;\n", testing::sqlite_syntax);
  EXPECT_EQ(texts_of(revision.up), (Texts{trigger, "SELECT 1"}));
}

TEST(Revision, TheLastStatementOfTheFileNeedsNoSemicolon) {
  EXPECT_EQ(texts_of(parse(header + "-- syncline: up\nSELECT 1").up), (Texts{"SELECT 1"}));
}

TEST(Revision, AnUnknownDirectiveIsAnErrorWithAGuess) {
  const Error error = error_of([] { parse(header + "\n-- syncline: up outside transactions\n"); });
  EXPECT_EQ(error.failure, Failure::Input);
  EXPECT_EQ(place_of(error), "migrations/20250101000000_add_x.sql:3:1");
  EXPECT_NE(error.hint.find("\"-- syncline: up outside transaction\""), std::string::npos)
      << error.hint;
}

TEST(Revision, AMissingSemicolonBeforeADirectiveIsFound) {
  const Error error =
      error_of([] { parse(header + "-- syncline: up\nSELECT 1\n-- syncline: down\nSELECT 2;"); });
  EXPECT_EQ(place_of(error), "migrations/20250101000000_add_x.sql:4:1");
  EXPECT_NE(std::string(error.what()).find("no closing semicolon"), std::string::npos);
}

struct Bad {
  const char* what;
  std::string text;
  const char* place;
  const char* words;
};

void PrintTo(const Bad& bad, std::ostream* out) { *out << bad.what; }

class BadRevision : public ::testing::TestWithParam<Bad> {};

TEST_P(BadRevision, IsOneClearErrorWithItsPlace) {
  const Bad& bad = GetParam();
  const Error error = error_of([&] { parse(bad.text); });
  EXPECT_EQ(error.failure, Failure::Input);
  EXPECT_EQ(place_of(error), std::string("migrations/20250101000000_add_x.sql") + bad.place);
  EXPECT_NE(std::string(error.what()).find(bad.words), std::string::npos) << error.what();
}

INSTANTIATE_TEST_SUITE_P(
    Files, BadRevision,
    ::testing::Values(
        Bad{"NoRevisionLine", "-- syncline: up\nSELECT 1;\n", "", "no line"},
        Bad{"SqlBeforeSections", header + "\n  SELECT 1;\n", ":3:3", "before the first section"},
        Bad{"TwoIds", header + header, ":2:1", "second revision line"},
        Bad{"TwoMessages", "-- syncline: message a\n-- syncline: message b\n", ":2:1",
            "second message"},
        Bad{"IdWithBlanks", "-- syncline: revision a b\n", ":1:1", "cannot be the id"},
        Bad{"ReservedId", "-- syncline: revision head\n", ":1:1", "cannot be the id"},
        Bad{"ParentTwice", header + "-- syncline: parent a\n-- syncline: parent a\n", ":3:1",
            "twice"},
        Bad{"LateParent", header + "-- syncline: up\n-- syncline: parent a\n", ":3:1",
            "before the first"},
        Bad{"OwnCommit", header + "-- syncline: up\nSELECT 1;\nCOMMIT;\n", ":4:1", "commit"},
        Bad{"OwnBegin", header + "-- syncline: up\nbegin work;\n", ":3:1", "begin"},
        Bad{"OpenQuote", header + "-- syncline: up\nSELECT 'a\n-- syncline: down\n", ":3:8",
            "never closed"},
        Bad{"NotUtf8", header + "-- syncline: up\nSELECT '\xff';\n", ":3:9", "not UTF-8"}),
    [](const auto& tested) { return std::string(tested.param.what); });

TEST(Revision, ReadsLabelsDependenciesAndWhatItReplaces) {
  const std::string sum(64, 'a');
  const Revision revision = parse(header +
                                  "-- syncline: label billing\n-- syncline: label pay\n"
                                  "-- syncline: depends 20240101000000\n"
                                  "-- syncline: replaces a1 " +
                                  sum + "\n-- syncline: up\n");
  ASSERT_EQ(revision.labels.size(), 2u);
  EXPECT_EQ(revision.labels[1].id, "pay");
  EXPECT_EQ(revision.labels[1].place.line, 3);
  ASSERT_EQ(revision.depends.size(), 1u);
  EXPECT_EQ(revision.depends[0].id, "20240101000000");
  ASSERT_EQ(revision.replaces.size(), 1u);
  EXPECT_EQ(revision.replaces[0].id + revision.replaces[0].checksum, "a1" + sum);
}

TEST(Revision, RefusesWrongGraphDirectivesWithTheirPlace) {
  const std::string sum(64, 'a');
  for (const std::string& line :
       {std::string("label head"), std::string("label two words"), std::string("label"),
        std::string("depends base"), std::string("depends"), std::string("replaces a1"),
        "replaces head " + sum, "replaces a1 " + sum.substr(1) + "g"}) {
    const Error error = error_of([&] { parse(header + "-- syncline: " + line + "\n"); });
    EXPECT_EQ(error.failure, Failure::Input) << line;
    EXPECT_EQ(error.place->line, 2) << line;
    EXPECT_FALSE(error.hint.empty()) << line;
  }
  for (const std::string& line :
       {std::string("label a"), std::string("depends a"), "replaces a " + sum}) {
    const std::string twice = "-- syncline: " + line + "\n-- syncline: " + line + "\n";
    EXPECT_EQ(error_of([&] { parse(header + twice); }).place->line, 3) << line;
    EXPECT_EQ(error_of([&] { parse(header + "-- syncline: up\n" + twice); }).place->line, 3)
        << line;
  }
}

TEST(Revision, WhereItStandsIsNoPartOfTheChecksum) {
  const std::string up = "-- syncline: up\nSELECT 1;\n";
  const Revision one = parse(header + "-- syncline: parent a\n" + up);
  EXPECT_EQ(one.checksum,
            parse(header + "-- syncline: parent b\n-- syncline: parent c\n" + up).checksum);
  EXPECT_EQ(one.checksum, sha256(header + up));
  EXPECT_NE(one.checksum, parse(header + "-- syncline: depends b\n" + up).checksum);
}

TEST(Revision, MayWaitForAPerson) {
  const std::string up = "-- syncline: up\nSELECT 1;\n";
  const Revision one = parse(header + "-- syncline: review it reads rows\n" + up);
  ASSERT_EQ(one.reviews.size(), 1u);
  EXPECT_EQ(one.reviews[0].id, "it reads rows");
  EXPECT_EQ(one.checksum, parse(header + up).checksum);
}

}  // namespace
}  // namespace syncline
