#include "model/object.h"

#include <gtest/gtest.h>

namespace syncline {
namespace {

TEST(ObjectId, EqualContentIsTheSamePointer) {
  ObjectId a("table", {"public", "users"}), b("table", {"public", "users"});
  EXPECT_EQ(a, b);
  EXPECT_EQ(a.key(), b.key());
}

TEST(ObjectId, KindAndPathTellApart) {
  EXPECT_NE(ObjectId("table", {"a", "b"}), ObjectId("view", {"a", "b"}));
  EXPECT_NE(ObjectId("table", {"a", "b"}), ObjectId("table", {"ab"}));
  EXPECT_NE(ObjectId("table", {"a", "bc"}), ObjectId("table", {"ab", "c"}));
}

TEST(ObjectId, OrdersByKindThenPath) {
  EXPECT_LT(ObjectId("column", {"z"}), ObjectId("table", {"a"}));
  EXPECT_LT(ObjectId("table", {"a"}), ObjectId("table", {"a", "b"}));
}

TEST(ObjectId, TextQuotesOnlyWhatIsHardToRead) {
  EXPECT_EQ(ObjectId("table", {"public", "users"}).text(), "table public.users");
  EXPECT_EQ(ObjectId("table", {"public", "odd name"}).text(), "table public.\"odd name\"");
  EXPECT_EQ(ObjectId("function", {"public", "f(integer, text)"}).text(),
            "function public.f(integer, text)");
}

TEST(Attributes, DefaultsAreNotStored) {
  Attributes attributes;
  attributes.set("flag", false);
  attributes.set("text", std::string());
  attributes.set("list", std::vector<std::string>());
  attributes.set("number", std::int64_t{0});
  EXPECT_TRUE(attributes.empty());
}

TEST(Attributes, SettingADefaultRemoves) {
  Attributes attributes;
  attributes.set("a", std::string("x"));
  attributes.set("a", std::string());
  EXPECT_TRUE(attributes.empty());
}

TEST(Attributes, AreSortedByNameWhateverTheOrderOfSetting) {
  Attributes one, two;
  one.set("b", true);
  one.set("a", std::string("x"));
  two.set("a", std::string("x"));
  two.set("b", true);
  EXPECT_EQ(one, two);
  EXPECT_EQ(one.begin()->first.text(), "a");
}

TEST(Attributes, MissingOnesReadAsDefaults) {
  Attributes attributes;
  EXPECT_FALSE(attributes.flag("no"));
  EXPECT_EQ(attributes.text("no"), "");
  EXPECT_EQ(attributes.number("no"), 0);
  EXPECT_TRUE(attributes.list("no").empty());
}

}  // namespace
}  // namespace syncline
