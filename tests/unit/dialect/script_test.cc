#include "dialect/script.h"

#include <gtest/gtest.h>

#include <ostream>

#include "syntaxes.h"

namespace syncline {
namespace {

using Strings = std::vector<std::string>;

Strings texts(const Script& script) {
  Strings result;
  for (const Statement& statement : script.statements) result.push_back(statement.text);
  return result;
}

Strings places(const Script& script) {
  Strings result;
  for (const Statement& statement : script.statements) result.push_back(statement.place.text());
  return result;
}

struct SplitCase {
  const char* name;
  const Syntax* syntax;
  std::string script;
  Strings statements;
};

std::ostream& operator<<(std::ostream& out, const SplitCase& one) { return out << one.name; }

std::string name_of(const testing::TestParamInfo<SplitCase>& info) { return info.param.name; }

class Splits : public testing::TestWithParam<SplitCase> {};

TEST_P(Splits, IntoItsStatements) {
  const SplitCase& one = GetParam();
  EXPECT_EQ(texts(split_script(one.script, "a.sql", *one.syntax)), one.statements);
}

const Syntax* const pg = &postgres_syntax;
const Syntax* const lite = &sqlite_syntax;

INSTANTIATE_TEST_SUITE_P(
    Plain, Splits,
    testing::Values(
        SplitCase{"Nothing", pg, "", {}}, SplitCase{"OnlyComments", pg, "-- a;\n/* b; */ ", {}},
        SplitCase{"EmptyStatements", pg, ";; a ;\n; ;", {"a"}},
        SplitCase{"NoLastSemicolon", pg, "a; b\n", {"a", "b"}},
        SplitCase{"LeadingCommentsAreCut", pg, "-- x\n/* y */ a;", {"a"}},
        SplitCase{"InnerCommentsStay", pg, "a /* ; */ b -- ;\nc;", {"a /* ; */ b -- ;\nc"}},
        SplitCase{"TrailingCommentsAreCut", pg, "a -- x\n;b/* y */;", {"a", "b"}},
        SplitCase{"LineCommentAtTheEnd", pg, "a; -- no newline", {"a"}},
        SplitCase{"ByteOrderMark", pg, "\xEF\xBB\xBFselect 1;", {"select 1"}},
        SplitCase{"WindowsLineEnds", pg, "a;\r\n-- x\r\nb\r\nc;\r\n", {"a", "b\r\nc"}},
        SplitCase{"Parentheses",
                  pg,
                  "create rule r as on insert to t do (a; b); c",
                  {"create rule r as on insert to t do (a; b)", "c"}},
        SplitCase{"ParenthesisTooMany", pg, "a); b; (c; d)", {"a)", "b", "(c; d)"}},
        SplitCase{"CommentInsideAnOperator", pg, "select 1 +--;\n2; b", {"select 1 +--;\n2", "b"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Quotes, Splits,
    testing::Values(
        SplitCase{"Strings", pg, "a ';' ; b 'it''s;' ;", {"a ';'", "b 'it''s;'"}},
        SplitCase{"BackslashInAPlainString", pg, "a '\\'; b", {"a '\\'", "b"}},
        SplitCase{"EscapeString", pg, "a E'\\';' ; b e'\\\\';c", {"a E'\\';'", "b e'\\\\'", "c"}},
        SplitCase{"EscapeStringWithDoubledQuote", pg, "a E''';'; b", {"a E''';'", "b"}},
        SplitCase{"AWordThatEndsWithE", pg, "select date'\\'; b", {"select date'\\'", "b"}},
        SplitCase{"ContinuedEscapeString",
                  pg,
                  "a E'x' -- c\n  '\\';' ; b",
                  {"a E'x' -- c\n  '\\';'", "b"}},
        SplitCase{"NotContinuedOnTheSameLine", pg, "a E'x', '\\'; b", {"a E'x', '\\'", "b"}},
        SplitCase{"BitAndUnicodeStrings",
                  pg,
                  "a B'1' X'F;' U&'\\0061;' U&\"d;\"; b",
                  {"a B'1' X'F;' U&'\\0061;' U&\"d;\"", "b"}},
        SplitCase{"QuotedNames", pg, "a \"x;\"\"y;\"; b", {"a \"x;\"\"y;\"", "b"}},
        SplitCase{"DollarQuotes", pg, "do $$ a; 'b $$; c", {"do $$ a; 'b $$", "c"}},
        SplitCase{
            "TaggedDollarQuotes", pg, "do $f$ a; $$ ; $g$ $f$; c", {"do $f$ a; $$ ; $g$ $f$", "c"}},
        SplitCase{"DollarTagWithUmlaut", pg, "do $ä_1$ ; $ä_1$; c", {"do $ä_1$ ; $ä_1$", "c"}},
        SplitCase{"DollarInsideAName", pg, "select a$b$; c$b$", {"select a$b$", "c$b$"}},
        SplitCase{"Parameters", pg, "select $1; select $2$3", {"select $1", "select $2$3"}},
        SplitCase{"NestedComments", pg, "a /* /* ; */ ; */ x; b", {"a /* /* ; */ ; */ x", "b"}},
        SplitCase{"CommentsDoNotNestInSqlite", lite, "a /* /* ; */ x; b", {"a /* /* ; */ x", "b"}},
        SplitCase{"BracketsAndBackticks", lite, "a [x;] `y;``z;` ; b", {"a [x;] `y;``z;`", "b"}},
        SplitCase{"BracketsAreSubscriptsInPostgres", pg, "select a[1]; b", {"select a[1]", "b"}},
        SplitCase{"NoDollarQuotesInSqlite", lite, "select $a; $b", {"select $a", "$b"}},
        SplitCase{"NoEscapesInSqlite", lite, "select E'\\'; b", {"select E'\\'", "b"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    ConformingStrings, Splits,
    testing::Values(
        SplitCase{"SwitchedOff",
                  pg,
                  "SET standard_conforming_strings = off; a '\\';'; b",
                  {"SET standard_conforming_strings = off", "a '\\';'", "b"}},
        SplitCase{"SwitchedOffInOtherWords",
                  pg,
                  "set session Standard_Conforming_Strings to 'False'; a '\\';'; b",
                  {"set session Standard_Conforming_Strings to 'False'", "a '\\';'", "b"}},
        SplitCase{"SwitchedOffForNationalStrings",
                  pg,
                  "set standard_conforming_strings=0; a N'\\';'; b",
                  {"set standard_conforming_strings=0", "a N'\\';'", "b"}},
        SplitCase{"SwitchedOnAgain",
                  pg,
                  "set standard_conforming_strings=off; set standard_conforming_strings=on; '\\';b",
                  {"set standard_conforming_strings=off", "set standard_conforming_strings=on",
                   "'\\'", "b"}},
        SplitCase{"Reset",
                  pg,
                  "set standard_conforming_strings=off; reset all; '\\';b",
                  {"set standard_conforming_strings=off", "reset all", "'\\'", "b"}},
        SplitCase{"OtherSettings",
                  pg,
                  "set escape_string_warning = off; '\\';b",
                  {"set escape_string_warning = off", "'\\'", "b"}}),
    name_of);

const char* const atomic_function =
    "CREATE OR REPLACE FUNCTION f(a int) RETURNS int\n"
    "BEGIN ATOMIC\n"
    "  INSERT INTO t VALUES (a);\n"
    "  SELECT CASE WHEN a > 1 THEN CASE a WHEN 2 THEN 3 END END AS end;\n"
    "  -- the last one\n"
    "  SELECT x.end FROM x;\n"
    "END";

const char* const trigger =
    "CREATE TEMP TRIGGER IF NOT EXISTS g AFTER UPDATE ON t\n"
    "  WHEN CASE new.a WHEN 1 THEN 1 END\n"
    "BEGIN\n"
    "  SELECT CASE WHEN new.a THEN 1 ELSE 2 END;\n"
    "  UPDATE t SET end = 1; /* done */\n"
    "END";

INSTANTIATE_TEST_SUITE_P(
    Bodies, Splits,
    testing::Values(
        SplitCase{"Atomic", pg, std::string(atomic_function) + "; b;", {atomic_function, "b"}},
        SplitCase{"AtomicAtTheEnd", pg, atomic_function, {atomic_function}},
        SplitCase{"EmptyAtomicBody",
                  pg,
                  "create procedure p() begin atomic end; b",
                  {"create procedure p() begin atomic end", "b"}},
        SplitCase{"BeginAloneIsAStatement", pg, "begin; a; end; b", {"begin", "a", "end", "b"}},
        SplitCase{"ATableMayBeCalledAtomic",
                  pg,
                  "create table begin_ (atomic int); b",
                  {"create table begin_ (atomic int)", "b"}},
        SplitCase{"Trigger", lite, std::string(trigger) + "; b;", {trigger, "b"}},
        SplitCase{"TriggerAtTheEnd", lite, trigger, {trigger}},
        SplitCase{"PostgresTriggersHaveNoBody",
                  pg,
                  "create trigger begin after insert on t; b",
                  {"create trigger begin after insert on t", "b"}},
        SplitCase{
            "BeginTransactionInSqlite", lite, "BEGIN; a; END; b", {"BEGIN", "a", "END", "b"}}),
    name_of);

struct RefusedCase {
  const char* name;
  const Syntax* syntax;
  std::string script;
  const char* place;
  const char* message;  ///< a part of it
  const char* hint;     ///< a part of it
};

std::ostream& operator<<(std::ostream& out, const RefusedCase& one) { return out << one.name; }

class Refuses : public testing::TestWithParam<RefusedCase> {};

TEST_P(Refuses, WithPlaceAndHint) {
  const RefusedCase& one = GetParam();
  try {
    split_script(one.script, "a.sql", *one.syntax);
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Input);
    EXPECT_EQ(error.place->text(), one.place);
    EXPECT_NE(std::string(error.what()).find(one.message), std::string::npos) << error.what();
    EXPECT_NE(error.hint.find(one.hint), std::string::npos) << error.hint;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Script, Refuses,
    testing::Values(
        RefusedCase{"String", pg, "a;\n  b 'c;\nd", "a.sql:2:5", "the quote '", "close it"},
        RefusedCase{"EscapeString", pg, "a E'c\\'", "a.sql:1:3", "the quote '", "close it"},
        RefusedCase{"Name", pg, "ä \"c", "a.sql:1:3", "the quote \"", "close it"},
        RefusedCase{"DollarQuote", pg, "do $x$ $$ $y$", "a.sql:1:4", "the quote $x$", "close it"},
        RefusedCase{"Bracket", lite, "a [b", "a.sql:1:3", "the quote [", "close it"},
        RefusedCase{"NestedComment", pg, "a; /* /* */", "a.sql:1:4", "comment", "nest"},
        RefusedCase{"Comment", lite, "a; /* x", "a.sql:1:4", "comment", "*/"},
        RefusedCase{"AtomicBody", pg, ";\ncreate function f() begin atomic a; b;", "a.sql:2:1",
                    "never closed with END", ""},
        RefusedCase{"TriggerBody", lite, "create trigger g begin a; b", "a.sql:1:1",
                    "never closed with END", ""},
        RefusedCase{"Latin1", pg, "a;\nb 'ä\xfc'", "a.sql:2:5", "byte 0xFC", "UTF-8"},
        RefusedCase{"Utf16", pg,
                    std::string("\xff\xfe"
                                "a\0",
                                4),
                    "a.sql:1:1", "not UTF-8", "UTF-16"},
        RefusedCase{"ZeroByte", lite, std::string("a\0b", 3), "a.sql:1:2", "byte 0x00", "UTF-16"},
        RefusedCase{"CopyFromStdin", pg, "a;\nCOPY public.t (a, b)\n FROM stdin;\n1\t'\n\\.\n",
                    "a.sql:2:1", "COPY", "--inserts"},
        RefusedCase{"Connect", pg, "\\connect other\n", "a.sql:1:1", "\\connect", "one database"},
        RefusedCase{"C", pg, "a;\n\\c other", "a.sql:2:1", "\\c ", "one database"},
        RefusedCase{"Include", pg, "\\i other.sql", "a.sql:1:1", "\\i ", "the other file"},
        RefusedCase{"IncludeRelative", pg, "\\ir other.sql", "a.sql:1:1", "\\ir", "the other file"},
        RefusedCase{"Gexec", pg, "select 'a' \\gexec", "a.sql:1:12", "\\gexec", "write"},
        RefusedCase{"Copy", pg, "\\copy t from x", "a.sql:1:1", "\\copy", "--inserts"},
        RefusedCase{"EndOfCopy", pg, "\\.\n", "a.sql:1:1", "\\.", "--inserts"},
        RefusedCase{"If", pg, "\\if :x", "a.sql:1:1", "\\if", "without \\if"},
        RefusedCase{"UnknownCommand", pg, "\\dt", "a.sql:1:1", "\\dt", "only psql"},
        RefusedCase{"OtherEncoding", pg, "\\encoding LATIN1", "a.sql:1:1", "\\encoding", "UTF-8"},
        RefusedCase{"InTheMiddle", pg, "select 1\n\\echo x\n;", "a.sql:2:1", "\\echo", "semicolon"},
        RefusedCase{"BehindAHarmlessOne", pg, "\\echo 'a\\b' \\i x.sql", "a.sql:1:1", "\\echo",
                    "the other file"},
        RefusedCase{"SeveralOnALine", pg, "\\echo a \\\\ select 1;", "a.sql:1:1", "\\echo",
                    "own line"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Script, HarmlessPsqlCommandsAreNotedOnceEach) {
  const Script script = split_script(
      "\\restrict aB3\n\\set ON_ERROR_STOP on\n\\set x 'it''s'\na;\n  \\echo it's done;\nb;\n"
      "\\encoding 'UTF8'\n\\unrestrict aB3",
      "a.sql", postgres_syntax);
  EXPECT_EQ(texts(script), (Strings{"a", "b"}));
  EXPECT_EQ(script.notes, (Strings{"\\restrict ignored", "\\set ignored", "\\echo ignored",
                                   "\\encoding ignored", "\\unrestrict ignored"}));
}

TEST(Script, BackslashIsTheServersBusinessInSqlite) {
  EXPECT_EQ(texts(split_script("a \\ b;", "a.sql", sqlite_syntax)), Strings{"a \\ b"});
}

TEST(Script, CopyFromAFileIsTheServersBusiness) {
  EXPECT_EQ(
      texts(split_script("copy t from '/x'; copy (select 1) to stdout", "a.sql", postgres_syntax)),
      (Strings{"copy t from '/x'", "copy (select 1) to stdout"}));
}

TEST(Script, PlacesCountCharactersFromOne) {
  const Script script = split_script(
      "\xEF\xBB\xBF"
      "a; b;\r\n/* ä€😀 */ c;\n\n\td;",
      "x.sql", postgres_syntax);
  EXPECT_EQ(places(script), (Strings{"x.sql:1:1", "x.sql:1:4", "x.sql:2:11", "x.sql:4:2"}));
}

TEST(Script, AServersPositionIsMappedToTheFile) {
  const Script script = split_script("-- x\n  select 'ä',\n  '€' oops;", "x.sql", postgres_syntax);
  const Statement& statement = script.statements.at(0);
  EXPECT_EQ(place_in(statement, 1).text(), "x.sql:2:3");
  EXPECT_EQ(place_in(statement, 12).text(), "x.sql:2:14");  // the line's end
  EXPECT_EQ(place_in(statement, 13).text(), "x.sql:3:1");
  EXPECT_EQ(place_in(statement, 19).text(), "x.sql:3:7");  // oops
}

TEST(Script, APositionOutsideTheStatementIsKeptInside) {
  const Script script = split_script("abc", "x.sql", postgres_syntax);
  EXPECT_EQ(place_in(script.statements.at(0), 0).text(), "x.sql:1:1");
  EXPECT_EQ(place_in(script.statements.at(0), 100).text(), "x.sql:1:4");
}

TEST(Script, AVeryLongLineIsSplit) {
  std::string line;
  for (int i = 0; i < 200000; ++i) line += "insert into t values (1, 'ä'); ";
  const Script script = split_script(line, "x.sql", postgres_syntax);
  ASSERT_EQ(script.statements.size(), 200000u);
  EXPECT_EQ(script.statements.back().place.text(), "x.sql:1:6199970");
}

}  // namespace
}  // namespace syncline
