// Which tables are changed, from the schemas before and after.
#include "deploy/touched.h"

#include <gtest/gtest.h>

#include "env/dialects.h"

namespace syncline {
namespace {

Object table(const std::string& name, ObjectId parent = {}) {
  return {.id = {"table", {"public", name}}, .parent = parent};
}
Object part(const std::string& kind, const std::string& of, const std::string& name) {
  return {.id = {kind, {"public", of, name}}, .parent = {"table", {"public", of}}};
}

const std::vector<TableSize> sizes{
    {"public.orders", 3000, 10}, {"public.users", 2000, {}}, {"public.orders_old", 1000, 0}};

std::vector<std::string> names(const Touched& touched) {
  std::vector<std::string> result;
  for (const TouchedTable& one : touched.tables) {
    result.push_back(one.text() + (one.whole ? "" : " (may be read)"));
  }
  return result;
}

using Names = std::vector<std::string>;

Touched touched_tables(const Catalog& before, const Catalog& after) {
  return syncline::touched_tables(before, after, sizes, dialect_named("postgresql"));
}

TEST(TouchedTables, AColumnChangesItsTable) {
  const Catalog before({table("orders"), table("users")});
  const Catalog after({table("orders"), table("users"), part("column", "users", "phone")});
  const Touched touched = touched_tables(before, after);
  EXPECT_EQ(names(touched), Names{"public.users"});
  EXPECT_EQ(touched.bytes(), 2000u);
  ASSERT_EQ(touched.sizes.size(), 1u);
  EXPECT_EQ(touched.sizes.front().name, "public.users");
}

TEST(TouchedTables, ATableThatIsNewIsNone) {
  const Catalog before({table("users")}),
      after({table("users"), table("carts"), part("column", "carts", "id")});
  const Touched touched = touched_tables(before, after);
  EXPECT_TRUE(touched.tables.empty());
  EXPECT_EQ(touched.relations, 1u);  // it is locked all the same; its columns are not
}

TEST(TouchedTables, ATableThatGoesIsOne) {
  EXPECT_EQ(names(touched_tables(Catalog({table("users")}), Catalog())), Names{"public.users"});
}

TEST(TouchedTables, WhatAForeignKeyPointsAtMayBeRead) {
  Object key = part("constraint", "orders", "user");
  key.depends_on = {{"table", {"public", "users"}}};
  const Catalog before({table("orders"), table("users")});
  const Catalog after({table("orders"), table("users"), key});
  const Touched touched = touched_tables(before, after);
  EXPECT_EQ(names(touched), (Names{"public.orders", "public.users (may be read)"}));
  EXPECT_EQ(touched.bytes(), 3000u);
}

TEST(TouchedTables, ItsPartsChangeWithATable) {
  const Object orders = table("orders"), old = table("orders_old", orders.id);
  const Catalog before({orders, old});
  const Catalog after({orders, old, part("column", "orders", "sum")});
  EXPECT_EQ(names(touched_tables(before, after)), (Names{"public.orders", "public.orders_old"}));
}

TEST(TouchedTables, AViewThatReadsATableIsNotInItsWay) {
  const Catalog before({table("users")});
  const Object view{.id = {"view", {"public", "all_users"}},
                    .depends_on = {{"table", {"public", "users"}}}};
  EXPECT_TRUE(touched_tables(before, Catalog({table("users"), view})).tables.empty());
}

Touched written(const std::string& statement) {
  Touched touched;
  add_written(touched, statement, sizes, Syntax{});
  return touched;
}

TEST(TouchedTables, StatementsThatWriteRowsNameTheirs) {
  EXPECT_EQ(names(written("UPDATE users SET name = 'orders'")),
            Names{"public.users (may be read)"});
  EXPECT_EQ(names(written("INSERT INTO public.\"orders_old\" SELECT * FROM Orders -- users")),
            (Names{"public.orders (may be read)", "public.orders_old (may be read)"}));
  EXPECT_EQ(names(written("TRUNCATE users")), Names{"public.users"});
  EXPECT_EQ(names(written("CREATE VIEW v AS SELECT * FROM users")), Names{});
  EXPECT_EQ(written("DELETE FROM users").bytes(), 2000u);
}

TEST(TouchedTables, WhatChangesItselfStaysSo) {
  const Catalog before({table("users")});
  const Catalog after({table("users"), part("column", "users", "phone")});
  Touched touched = touched_tables(before, after);
  add_written(touched, "UPDATE users SET phone = ''", sizes, Syntax{});
  EXPECT_EQ(names(touched), Names{"public.users"});
  EXPECT_EQ(touched.bytes(), 2000u);
}

}  // namespace
}  // namespace syncline
