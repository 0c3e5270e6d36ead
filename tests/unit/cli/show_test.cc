#include "cli/show.h"

#include <gtest/gtest.h>

#include "cli/table.h"

namespace syncline {
namespace {

Object object(std::string_view kind, std::vector<std::string> path, ObjectId parent = {}) {
  Object result;
  result.id = ObjectId(kind, std::move(path));
  result.parent = parent;
  return result;
}

TEST(Show, WhatStandsBelowSomethingNewIsCounted) {
  const Object table = object("table", {"t"});
  const Catalog to({table, object("column", {"t", "a"}, table.id),
                    object("column", {"t", "b"}, table.id), object("index", {"i"}, table.id)});
  EXPECT_EQ(changes_text(compare(Catalog(), to)), "  + table t (2 columns, 1 index)\n");
  EXPECT_EQ(changes_text(compare(to, Catalog())), "  - table t (2 columns, 1 index)\n");
}

TEST(Show, AttributesShowBeforeAndAfter) {
  Object before = object("column", {"t", "a"}), after = before;
  before.attributes.set("type", std::string("integer"));
  after.attributes.set("type", std::string("bigint"));
  after.attributes.set("not_null", true);
  const Catalog from({before}), to({after});
  EXPECT_EQ(changes_text(compare(from, to)),
            "  ~ column t.a\n      not_null: no → yes\n      type: integer → bigint\n");
}

TEST(Show, LongTextsShowOnlyTheLinesThatDiffer) {
  Object before = object("view", {"v"}), after = before;
  before.attributes.set("query", std::string("SELECT a\nFROM t\nWHERE a > 1"));
  after.attributes.set("query", std::string("SELECT a\nFROM u\nWHERE a > 1"));
  const Catalog from({before}), to({after});
  EXPECT_EQ(changes_text(compare(from, to)),
            "  ~ view v\n      query:\n        - FROM t\n        + FROM u\n");
}

TEST(Table, ColumnsAreAlignedByCharacters) {
  EXPECT_EQ(table_text({{"A", "B"}, {"ü…", "x"}, {"long", ""}}), "A     B\nü…    x\nlong\n");
}

}  // namespace
}  // namespace syncline
