#include "base/secret.h"

#include <gtest/gtest.h>

namespace syncline {
namespace {

struct Words {
  const char* name;
  const char* text;
  const char* masked;
};

class MaskedWords : public ::testing::TestWithParam<Words> {};

TEST_P(MaskedWords, LoseWhatLooksLikeASecret) {
  EXPECT_EQ(masked_words(GetParam().text), GetParam().masked);
}

INSTANTIATE_TEST_SUITE_P(
    All, MaskedWords,
    ::testing::Values(
        Words{"url", "cannot open postgresql://ann:p%40ss@db/x",
              "cannot open postgresql://ann:***@db/x"},
        Words{"two_urls", "redis://:abc@r 'https://u:v@h/p'", "redis://:***@r 'https://u:***@h/p'"},
        Words{"at_in_password", "postgres://ann:p@ss@db/x", "postgres://ann:***@db/x"},
        Words{"no_password", "http://ann@db:5432/x and http://db:80/ab",
              "http://ann@db:5432/x and http://db:80/ab"},
        Words{"statement", "ALTER ROLE a PASSWORD 'it''s' VALID",
              "ALTER ROLE a PASSWORD '***' VALID"},
        Words{"keyword", "host=db password=abc&x user=ann", "host=db password=***&x user=ann"},
        Words{"quoted_keyword", "password = 'a b' dbname=x", "password = '***' dbname=x"},
        Words{"scram", "to SCRAM-SHA-256$4096:c2FsdA==$a+b/=:c= now", "to SCRAM-SHA-256$*** now"},
        Words{"md5", "md50123456789abcdef0123456789abcdef.", "md5***."},
        Words{"words", "password authentication failed for user \"ann\"",
              "password authentication failed for user \"ann\""},
        Words{"column", "column password does not exist", "column password does not exist"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Masked, KnowsSecretsInEveryForm) {
  remember_secret("sw0rd/fish+1");
  EXPECT_EQ(masked("a sw0rd/fish+1 b sw0rd%2Ffish%2B1 c sw0rd%2ffish+1"), "a *** b *** c ***");
}

}  // namespace
}  // namespace syncline
