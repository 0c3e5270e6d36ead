#include "migrate/history.h"

#include <gtest/gtest.h>

#include "unit/migrate/files.h"

namespace syncline {
namespace {

using testing::error_of;
using testing::Folder;
using Ids = std::vector<std::string>;

History load(const Folder& folder) { return History::load(folder.path(), testing::sqlite_syntax); }

Ids ids_of(const History& history) {
  Ids ids;
  for (const Revision& revision : history.revisions()) ids.push_back(revision.id);
  return ids;
}

// a ─ b ─ d
//   ╲ c ╱   ╲ e, and f on c
void diamond(const Folder& folder) {
  folder.revision("z_a", {});
  folder.revision("b", {"z_a"});
  folder.revision("c", {"z_a"});
  folder.revision("d", {"b", "c"});
  folder.revision("e", {"d"});
  folder.revision("f", {"c"});
}

TEST(History, AFolderThatDoesNotExistIsEmpty) {
  const History history = History::load("/nowhere/at/all", testing::sqlite_syntax);
  EXPECT_TRUE(history.empty());
  EXPECT_EQ(history.head(), nullptr);
  EXPECT_EQ(history.resolve("head"), nullptr);
}

TEST(History, OrdersParentsBeforeChildrenThenById) {
  Folder folder;
  diamond(folder);
  EXPECT_EQ(ids_of(load(folder)), (Ids{"z_a", "b", "c", "d", "e", "f"}));
}

TEST(History, PassesOverWhatIsNoRevisionByItsName) {
  Folder folder;
  folder.revision("a", {});
  folder.write(".hidden.sql", "SELECT 1;");
  folder.write("HEAD", "a b c\n");
  folder.write("README.md", "words");
  EXPECT_EQ(ids_of(load(folder)), (Ids{"a"}));
}

TEST(History, RefusesSqlThatIsNoRevision) {
  Folder folder;
  folder.write("notes.sql", "SELECT 1;");
  const Error error = error_of([&] { load(folder); });
  EXPECT_EQ(error.failure, Failure::Input);
  EXPECT_NE(error.place->file.find("notes.sql"), std::string::npos);
  EXPECT_FALSE(error.hint.empty());
}

TEST(History, RefusesTwoFilesWithOneId) {
  Folder folder;
  folder.revision("a", {});
  folder.write("copy.sql", "-- syncline: revision a\n");
  const Error error = error_of([&] { load(folder); });
  EXPECT_EQ(error.failure, Failure::Input);
  EXPECT_STREQ(error.what(), "revision a is in two files: a.sql and copy.sql");
}

TEST(History, RefusesAMissingParentWithItsPlaceAndAGuess) {
  Folder folder;
  folder.revision("20250101000000", {});
  folder.revision("20250202000000", {"20250101000009"});
  const Error error = error_of([&] { load(folder); });
  EXPECT_EQ(error.place->text(), (folder.path() / "20250202000000.sql").string() + ":2:1");
  EXPECT_EQ(error.hint, "did you mean 20250101000000?");
}

TEST(History, RefusesACycleNamingItsFiles) {
  Folder folder;
  folder.revision("root", {});
  folder.revision("a", {"root", "c"});
  folder.revision("b", {"a"});
  folder.revision("c", {"b"});
  folder.revision("after", {"c"});
  const Error error = error_of([&] { load(folder); });
  EXPECT_EQ(error.failure, Failure::Input);
  for (const char* part : {"a (a.sql)", "b (b.sql)", "c (c.sql)"}) {
    EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what();
  }
  EXPECT_EQ(std::string(error.what()).find("after"), std::string::npos) << error.what();
}

TEST(History, ARevisionCannotBeItsOwnParent) {
  Folder folder;
  folder.revision("a", {"a"});
  EXPECT_STREQ(error_of([&] { load(folder); }).what(),
               "revisions form a cycle: a (a.sql) has parent a");
}

TEST(History, ResolvesIdsPrefixesAndNames) {
  Folder folder;
  folder.revision("20250101000000", {});
  folder.revision("20250202000000", {"20250101000000"});
  const History history = load(folder);
  EXPECT_EQ(history.resolve("20250101000000")->id, "20250101000000");
  EXPECT_EQ(history.resolve("202502")->id, "20250202000000");
  EXPECT_EQ(history.resolve("head")->id, "20250202000000");
  EXPECT_EQ(history.resolve("base"), nullptr);
}

TEST(History, AnExactIdIsNotAPrefix) {
  Folder folder;
  folder.revision("1", {});
  folder.revision("12", {"1"});
  EXPECT_EQ(load(folder).resolve("1")->id, "1");
}

TEST(History, ResolvingNamesWhatIsNear) {
  Folder folder;
  folder.revision("20250101000000", {});
  folder.revision("20250102000000", {"20250101000000"});
  const History history = load(folder);
  const Error several = error_of([&] { history.resolve("2025"); });
  EXPECT_STREQ(several.what(), "2 revisions begin with \"2025\"");
  EXPECT_NE(several.hint.find("20250101000000 (20250101000000.sql), 20250102000000"),
            std::string::npos);
  const Error none = error_of([&] { history.resolve("20250101000001"); });
  EXPECT_EQ(none.hint, "did you mean 20250101000000?");
}

TEST(History, SeveralHeadsAreAnErrorOnlyForWhoWantsOne) {
  Folder folder;
  diamond(folder);
  const History history = load(folder);
  EXPECT_EQ(ids_of(history.heads()), (Ids{"e", "f"}));
  const Error error = error_of([&] { history.head(); });
  EXPECT_STREQ(error.what(), "there are 2 heads: e (e.sql), f (f.sql)");
  EXPECT_NE(error.hint.find("syncline merge e f -m"), std::string::npos) << error.hint;
  EXPECT_NE(error.hint.find("syncline upgrade heads"), std::string::npos) << error.hint;
}

TEST(History, ALineageIsTheTargetAndAllItsAncestors) {
  Folder folder;
  diamond(folder);
  const History history = load(folder);
  EXPECT_EQ(history.lineage(*history.find("d")), (std::set<std::string>{"z_a", "b", "c", "d"}));
  EXPECT_EQ(history.lineage(*history.find("f")), (std::set<std::string>{"z_a", "c", "f"}));
}

TEST(History, AppliesWhatIsMissingOfALineage) {
  Folder folder;
  diamond(folder);
  const History history = load(folder);
  EXPECT_EQ(ids_of(history.to_apply({}, *history.find("d"))), (Ids{"z_a", "b", "c", "d"}));
  EXPECT_EQ(ids_of(history.to_apply({"z_a", "c", "f"}, *history.find("e"))), (Ids{"b", "d", "e"}));
  EXPECT_TRUE(history.to_apply({"z_a", "c"}, *history.find("c")).empty());
}

TEST(History, RevertsChildrenBeforeParents) {
  Folder folder;
  diamond(folder);
  const History history = load(folder);
  const std::set<std::string> all = {"z_a", "b", "c", "d", "e", "f"};
  EXPECT_EQ(ids_of(history.to_revert(all, history.find("b"))), (Ids{"e", "d"}));
  EXPECT_EQ(ids_of(history.to_revert(all, history.find("z_a"))), (Ids{"f", "e", "d", "c", "b"}));
  EXPECT_EQ(ids_of(history.to_revert({"z_a", "b"}, nullptr)), (Ids{"b", "z_a"}));
}

// a ─ b ─ c, and x ─ y where c depends on x and y on b.
void dependent(const Folder& folder) {
  folder.revision("a", {});
  folder.revision("b", {"a"}, "-- syncline: label left\n");
  folder.revision("c", {"b"}, "-- syncline: depends x\n");
  folder.revision("x", {}, "-- syncline: label right\n");
  folder.revision("y", {"x"}, "-- syncline: depends b\n");
}

TEST(History, DependenciesGoBeforeAndAreNoParents) {
  Folder folder;
  dependent(folder);
  const History history = load(folder);
  EXPECT_EQ(ids_of(history), (Ids{"a", "b", "x", "c", "y"}));
  EXPECT_EQ(ids_of(history.heads()), (Ids{"c", "y"}));
  EXPECT_EQ(ids_of(history.to_apply({}, *history.find("c"))), (Ids{"a", "b", "x", "c"}));
  EXPECT_EQ(history.descendants(*history.find("x")), (RevisionSet{"x", "y"}));
}

TEST(History, WhatDependsOnARevertedRevisionIsRevertedFirst) {
  Folder folder;
  dependent(folder);
  const History history = load(folder);
  const RevisionSet all = {"a", "b", "c", "x", "y"};
  EXPECT_EQ(ids_of(history.to_revert(all, history.find("a"))), (Ids{"y", "c", "b"}));
  EXPECT_EQ(ids_of(history.to_revert(all, RevisionSet{"x"})), (Ids{"y", "c", "x"}));
}

TEST(History, AThreeWayMergeNeedsAllThree) {
  Folder folder;
  folder.revision("a", {});
  for (const char* id : {"b", "c", "d"}) folder.revision(id, {"a"});
  folder.revision("m", {"b", "c", "d"});
  const History history = load(folder);
  EXPECT_EQ(ids_of(history.heads()), (Ids{"m"}));
  EXPECT_EQ(ids_of(history.to_apply({"a", "c"}, *history.head())), (Ids{"b", "d", "m"}));
  EXPECT_EQ(ids_of(history.to_revert({"a", "b", "c", "d", "m"}, history.find("c"))), (Ids{"m"}));
}

TEST(History, RefusesAMissingDependencyWithItsPlace) {
  Folder folder;
  folder.revision("20250101000000", {});
  folder.revision("b", {}, "-- syncline: depends 20250101000009\n");
  const Error error = error_of([&] { load(folder); });
  EXPECT_EQ(error.place->text(), (folder.path() / "b.sql").string() + ":2:1");
  EXPECT_STREQ(error.what(),
               "b.sql: revision b depends on 20250101000009, which no file here holds");
  EXPECT_EQ(error.hint, "did you mean 20250101000000?");
}

TEST(History, RefusesACycleThroughADependency) {
  Folder folder;
  folder.revision("a", {}, "-- syncline: depends c\n");
  folder.revision("b", {"a"});
  folder.revision("c", {"b"});
  const Error error = error_of([&] { load(folder); });
  EXPECT_STREQ(error.what(),
               "revisions form a cycle: a (a.sql) depends on c (c.sql) has parent b (b.sql) has "
               "parent a");
  EXPECT_NE(error.hint.find("depends line"), std::string::npos);
}

TEST(History, ALabelIsOfOneRevisionAndIsNoId) {
  Folder folder;
  folder.revision("a", {}, "-- syncline: label billing\n");
  folder.revision("b", {}, "-- syncline: label billing\n");
  const Error twice = error_of([&] { load(folder); });
  EXPECT_STREQ(twice.what(), "label billing is in two files: a.sql and b.sql");
  EXPECT_EQ(twice.place->text(), (folder.path() / "b.sql").string() + ":2:1");
  folder.revision("b", {}, "-- syncline: label a\n");
  EXPECT_STREQ(error_of([&] { load(folder); }).what(), "label a is the id of revision a");
}

TEST(History, ALabelNamesTheRevisionThatBeginsTheBranch) {
  Folder folder;
  dependent(folder);
  const History history = load(folder);
  EXPECT_EQ(history.resolve("right")->id, "x");
  EXPECT_EQ(history.labelled("left")->id, "b");
  EXPECT_EQ(history.labelled("a"), nullptr);
  EXPECT_EQ(history.find("left"), nullptr);
}

TEST(History, PassesOverTheProjectsTemplate) {
  Folder folder;
  folder.revision("a", {});
  folder.write("template.sql", "{{directives}}\n");
  const History history =
      History::load(folder.path(), testing::sqlite_syntax, folder.path() / "template.sql");
  EXPECT_EQ(ids_of(history), (Ids{"a"}));
}

TEST(History, CannotRevertWhatHasNoFile) {
  Folder folder;
  folder.revision("a", {});
  const Error error = error_of([&] { load(folder).to_revert({"a", "lost"}, nullptr); });
  EXPECT_EQ(error.failure, Failure::Input);
  EXPECT_NE(std::string(error.what()).find("lost"), std::string::npos);
}

TEST(History, TheChainChecksumNamesTheLineageAndItsTexts) {
  Folder folder;
  diamond(folder);
  const History before = load(folder);
  folder.revision("f", {"c"}, "-- syncline: up\nSELECT 1;\n");
  const History after = load(folder);
  const auto chain = [](const History& history, const char* id) {
    return history.chain_checksum(*history.find(id));
  };
  EXPECT_EQ(chain(before, "e"), chain(after, "e"));
  EXPECT_NE(chain(before, "f"), chain(after, "f"));
  EXPECT_NE(chain(before, "b"), chain(before, "c"));
}

TEST(History, LoadsAThousandFiles) {
  Folder folder;
  std::string last;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = std::to_string(20250101000000 + i);
    folder.revision(id, last.empty() ? Ids{} : Ids{last},
                    "-- syncline: up\nCREATE TABLE t" + id +
                        " (a int);\n-- syncline: down\nDROP TABLE t" + id + ";\n");
    last = id;
  }
  const History history = load(folder);
  EXPECT_EQ(history.revisions().size(), 1000u);
  EXPECT_EQ(history.head()->id, last);
}

}  // namespace
}  // namespace syncline
