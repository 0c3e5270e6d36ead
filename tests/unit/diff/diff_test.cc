#include <gtest/gtest.h>

#include "diff/compare.h"
#include "diff/scope.h"
#include "support/catalogs.h"

namespace syncline {
namespace {

using testing::object;

const ObjectId a("table", {"public", "a"}), b("table", {"public", "b"}), c("table", {"other", "c"}),
    ax("column", {"public", "a", "x"});

TEST(Compare, FindsNewGoneAndDifferent) {
  Catalog from({object(a, {}, {{"p", std::string("1")}, {"q", true}}), object(b)});
  Catalog to({object(a, {}, {{"p", std::string("2")}, {"r", true}}), object(c)});
  std::vector<Change> changes = compare(from, to);
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(changes[0].id(), c);
  EXPECT_EQ(changes[0].before, nullptr);
  EXPECT_EQ(changes[1].attributes, (std::vector<Symbol>{"p", "q", "r"}));
  EXPECT_EQ(changes[2].id(), b);
  EXPECT_EQ(changes[2].after, nullptr);
}

TEST(Compare, PositionsAndDependenciesAreNoDifference) {
  Object moved = object(b);
  moved.position = 5;
  EXPECT_TRUE(compare(Catalog({object(a), object(b)}), Catalog({object(a), moved})).empty());
}

TEST(Scope, SchemasAreGlobs) {
  Scope scope{{"pub*"}, {}};
  EXPECT_TRUE(scope.covers(object(a)));
  EXPECT_FALSE(scope.covers(object(c)));
}

TEST(Scope, WhatStandsInASchemaByAttributeIsCoveredByIt) {
  Scope scope{{"public"}, {}};
  ObjectId extension("extension", {"citext"});
  EXPECT_TRUE(scope.covers(object(extension, {}, {{"schema", std::string("public")}})));
  EXPECT_FALSE(scope.covers(object(extension, {}, {{"schema", std::string("other")}})));
}

TEST(Scope, IgnoreMatchesWithAndWithoutTheKind) {
  EXPECT_FALSE((Scope{{}, {"table public.a"}}).covers(object(a)));
  EXPECT_FALSE((Scope{{}, {"public.a"}}).covers(object(a)));
  EXPECT_TRUE((Scope{{}, {"view public.a"}}).covers(object(a)));
}

TEST(Scope, RestrictingTakesWhatStandsBelowAndCounts) {
  Catalog whole({object(a), object(ax, a), object(b)});
  Catalog rest = restricted(whole, {{}, {"table public.a"}});
  EXPECT_EQ(rest.size(), 1U);
  EXPECT_TRUE(rest.has(b));
  ASSERT_EQ(rest.unmanaged().size(), 1U);
  EXPECT_EQ(rest.unmanaged()[0].kind, "ignored table");
  EXPECT_EQ(rest.unmanaged()[0].names, (std::vector<std::string>{"public.a"}));
}

}  // namespace
}  // namespace syncline
