#include "model/catalog.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "model/fingerprint.h"
#include "model/snapshot.h"
#include "support/catalogs.h"

namespace syncline {
namespace {

using testing::object;

const ObjectId users("table", {"public", "users"}), email("column", {"public", "users", "email"}),
    id_column("column", {"public", "users", "id"}), view("view", {"public", "v"});

Catalog sample() {
  Object first = object(id_column, users, {{"type", std::string("bigint")}, {"not_null", true}});
  first.position = 1;
  Object second = object(
      email, users, {{"type", std::string("text")}, {"values", std::vector<std::string>{"a", ""}}});
  second.position = 2;
  return Catalog({second, first, object(users),
                  object(view, {}, {{"start", std::int64_t{-7}}}, {email, users})},
                 {{"policy", {"p1", "p2"}}});
}

TEST(Catalog, ChildrenComeByPosition) {
  Catalog catalog = sample();
  auto children = catalog.children(users);
  ASSERT_EQ(children.size(), 2U);
  EXPECT_EQ(children[0]->id, id_column);
  EXPECT_EQ(children[1]->id, email);
}

TEST(Catalog, DependentsAreTheOtherWayOfDependsOn) {
  Catalog catalog = sample();
  ASSERT_EQ(catalog.dependents(email).size(), 1U);
  EXPECT_EQ(catalog.dependents(email)[0]->id, view);
  EXPECT_TRUE(catalog.dependents(view).empty());
}

TEST(Catalog, DependenciesOnUnknownObjectsAreDropped) {
  Catalog catalog({object(view, {}, {}, {email})});
  EXPECT_TRUE(catalog.at(view).depends_on.empty());
}

TEST(Catalog, TwoObjectsWithOneIdAreAMistake) {
  EXPECT_THROW(Catalog({object(users), object(users)}), std::logic_error);
}

TEST(Catalog, AtThrowsForAStranger) { EXPECT_THROW(Catalog().at(users), std::logic_error); }

TEST(Fingerprint, SeesEveryAttributeAndName) {
  std::string base = fingerprint(sample());
  EXPECT_EQ(base, fingerprint(sample()));
  EXPECT_NE(base, fingerprint(Catalog({object(users)})));
  EXPECT_NE(fingerprint(Catalog({object(users, {}, {{"a", true}})})),
            fingerprint(Catalog({object(users, {}, {{"a", std::int64_t{1}}})})));
  EXPECT_NE(fingerprint(Catalog({object(users, {}, {{"a", std::vector<std::string>{"xy"}}})})),
            fingerprint(Catalog({object(users, {}, {{"a", std::vector<std::string>{"x", "y"}}})})));
}

TEST(Fingerprint, DoesNotSeePositionsAndDependencies) {
  Object moved = object(email, users);
  Object plain = moved;
  moved.position = 9;
  moved.depends_on = {users};
  EXPECT_EQ(fingerprint(Catalog({object(users), moved})),
            fingerprint(Catalog({object(users), plain})));
}

TEST(Snapshot, SurvivesTheWayThroughJson) {
  std::string json = write_snapshot(sample(), "postgresql");
  Snapshot back = read_snapshot(json, "x.json");
  EXPECT_EQ(back.dialect, "postgresql");
  EXPECT_EQ(fingerprint(back.catalog), fingerprint(sample()));
  EXPECT_EQ(write_snapshot(back.catalog, "postgresql"), json);
  EXPECT_EQ(back.catalog.dependents(email).size(), 1U);
  EXPECT_EQ(back.catalog.unmanaged()[0].names.size(), 2U);
}

TEST(Snapshot, BrokenJsonNamesTheLine) {
  try {
    read_snapshot("{\n \"a\": }", "broken.json");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Input);
    EXPECT_EQ(error.place->file, "broken.json");
    EXPECT_EQ(error.place->line, 2);
  }
}

TEST(Snapshot, OtherJsonIsRefused) { EXPECT_THROW(read_snapshot("[]", "x.json"), Error); }

TEST(Pack, SurvivesTheWayThroughBytes) {
  Catalog back;
  ASSERT_TRUE(unpack_catalog(pack_catalog(sample()), back));
  EXPECT_EQ(write_snapshot(back, "d"), write_snapshot(sample(), "d"));
}

TEST(Pack, EveryTruncationIsRefused) {
  std::string bytes = pack_catalog(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Catalog back;
    EXPECT_FALSE(unpack_catalog(std::string_view(bytes).substr(0, size), back)) << size;
  }
}

}  // namespace
}  // namespace syncline
