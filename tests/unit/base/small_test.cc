// Errors, hashes, symbols, secrets.
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "base/error.h"
#include "base/hash.h"
#include "base/secret.h"
#include "base/symbol.h"

namespace syncline {
namespace {

TEST(Place, SaysOnlyWhatIsKnown) {
  EXPECT_EQ((Place{"a.sql", 3, 7}.text()), "a.sql:3:7");
  EXPECT_EQ((Place{"a.sql", 3, 0}.text()), "a.sql:3");
  EXPECT_EQ((Place{"a.sql", 0, 0}.text()), "a.sql");
}

TEST(Error, CarriesHintAndPlaceThroughAThrow) {
  try {
    throw Error(Failure::Config, "broken").with_hint("mend it").at({"x.toml", 1, 2});
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Config);
    EXPECT_STREQ(error.what(), "broken");
    EXPECT_EQ(error.hint, "mend it");
    EXPECT_EQ(error.place->text(), "x.toml:1:2");
  }
}

TEST(Hash, IsSha256) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Hash().add("a").add("").add("bc").hex(), sha256("abc"));
}

TEST(Hash, FieldsDoNotRunIntoEachOther) {
  EXPECT_NE(Hash().add_field("ab").add_field("c").hex(),
            Hash().add_field("a").add_field("bc").hex());
}

TEST(Hash, EndsOnlyOnce) {
  Hash hash;
  hash.add("a").hex();
  EXPECT_THROW(hash.add("b"), std::logic_error);
}

TEST(Symbol, EqualTextIsTheSamePointer) {
  const std::string text = "data_type";
  EXPECT_EQ(Symbol(text).key(), Symbol("data_type").key());
  EXPECT_NE(Symbol("a"), Symbol("b"));
  EXPECT_EQ(Symbol(text).text(), "data_type");
}

TEST(Symbol, IsOrderedByText) {
  EXPECT_LT(Symbol("zebra_later"), Symbol("zebra_made"));
  EXPECT_LT(Symbol(), Symbol("a"));
}

TEST(Symbol, EmptyTextIsNoSymbol) {
  EXPECT_EQ(Symbol(""), Symbol());
  EXPECT_FALSE(Symbol(""));
}

TEST(Symbol, ThreadsAgree) {
  std::vector<std::vector<const void*>> keys(4);
  {
    std::vector<std::jthread> threads;
    for (auto& mine : keys) {
      threads.emplace_back([&mine] {
        for (int i = 0; i < 20000; ++i) mine.push_back(Symbol("symbol_" + std::to_string(i)).key());
      });
    }
  }
  for (const auto& other : keys) EXPECT_EQ(other, keys[0]);
}

TEST(Secret, IsMaskedEverywhere) {
  remember_secret("s3cr3t!");
  EXPECT_EQ(masked("password=s3cr3t! and s3cr3t!"), "password=*** and ***");
}

TEST(Secret, IsMaskedInEveryPercentEncodedForm) {
  remember_secret("p@ss/wörd");
  EXPECT_EQ(masked("//u:p%40ss%2Fw%C3%B6rd@host"), "//u:***@host");
  EXPECT_EQ(masked("//u:p%40ss/w%c3%b6rd@host"), "//u:***@host");
}

TEST(Secret, TheLongestOneIsMaskedWhole) {
  remember_secret("abcd");
  remember_secret("abcdefgh");
  EXPECT_EQ(masked("x abcdefgh abcd"), "x *** ***");
}

TEST(Secret, ShortOnesAreLeftAlone) {
  remember_secret("db");
  remember_secret("");
  EXPECT_EQ(masked("db"), "db");
}

}  // namespace
}  // namespace syncline
