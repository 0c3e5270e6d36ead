#include "postgres/url.h"

#include "base/secret.h"
#include "support.h"

namespace syncline::postgres {
namespace {

TEST(Url, BecomesParameters) {
  const Settings settings =
      parse_url("postgresql://ann:s3cret@db.example.org:5433/shop?sslmode=require");
  EXPECT_EQ(settings.at("host"), "db.example.org");
  EXPECT_EQ(settings.at("port"), "5433");
  EXPECT_EQ(settings.at("user"), "ann");
  EXPECT_EQ(settings.at("password"), "s3cret");
  EXPECT_EQ(settings.at("dbname"), "shop");
  EXPECT_EQ(settings.at("sslmode"), "require");
}

TEST(Url, TheDriverInTheSchemeIsStripped) {
  for (const char* scheme : {"postgres", "postgresql+asyncpg", "postgresql+psycopg2"}) {
    EXPECT_EQ(parse_url(std::string(scheme) + "://ann@localhost/shop").at("dbname"), "shop");
  }
}

TEST(Url, PercentEncodedSignsAreDecoded) {
  EXPECT_EQ(parse_url("postgresql://ann:p%40ss%2Fword@h/d").at("password"), "p@ss/word");
}

TEST(Url, ParametersOfOtherDriversAreLeftOut) {
  const Settings settings = parse_url("postgresql://h/d?schema=public&pgbouncer=true&ssl=require");
  EXPECT_EQ(settings.at("sslmode"), "require");
  EXPECT_FALSE(settings.contains("schema"));
}

TEST(Url, AMisspeltParameterIsAnError) {
  EXPECT_EQ(error_of([] { parse_url("postgresql://h/d?ssl_mode=require"); }).failure,
            Failure::Config);
}

TEST(Url, ASocketFolderIsAHost) {
  EXPECT_EQ(parse_url("postgresql:///shop?host=/var/run/pg").at("host"), "/var/run/pg");
}

TEST(Url, APasswordWithUnencodedSignsIsRefusedWithoutShowingIt) {
  for (const char* password : {"se@cret", "se/cret", "se?cret", "se#cret"}) {
    const Error error =
        error_of([&] { parse_url("postgresql://ann:" + std::string(password) + "@h/d"); });
    EXPECT_EQ(error.failure, Failure::Config);
    EXPECT_NE(error.hint.find("%40"), std::string::npos);
    EXPECT_EQ(std::string(error.what()).find("cret"), std::string::npos) << error.what();
  }
}

TEST(Url, ABrokenEscapeIsRefusedWithoutShowingThePassword) {
  const Error error = error_of([] { parse_url("postgresql://ann:topse%zzcret@h/d"); });
  EXPECT_EQ(std::string(error.what()).find("topse"), std::string::npos) << error.what();
}

TEST(DisplayUrl, HasNoPassword) {
  EXPECT_EQ(display_url("postgresql+asyncpg://ann:s3cret@h:5433/d?sslmode=require"),
            "postgresql://ann@h:5433/d?sslmode=require");
  EXPECT_EQ(display_url("postgresql://h/d?user=ann&password=s3cret"), "postgresql://h/d?user=ann");
}

TEST(DisplayUrl, ThePasswordIsMaskedFromNowOn) {
  display_url("postgresql://ann:neverseen%21@h/d");
  EXPECT_EQ(masked("a neverseen! b neverseen%21"), "a *** b ***");
}

TEST(Keywords, AreAUrlToo) {
  const std::string text =
      "host=db.example.org port=5433 user=ann password='a \\\\b\\'c' dbname=shop";
  ASSERT_TRUE(is_keyword_string(text));
  const Settings settings = parse_url(text);
  EXPECT_EQ(settings.at("password"), "a \\b'c");
  EXPECT_EQ(settings.at("port"), "5433");
  EXPECT_EQ(display_url(text), "dbname=shop host=db.example.org port=5433 user=ann");
}

TEST(Keywords, AreToldFromFilesAndUrls) {
  EXPECT_TRUE(is_keyword_string(" dbname = x"));
  EXPECT_TRUE(is_keyword_string("service=prod"));
  EXPECT_FALSE(is_keyword_string("postgresql://host=x"));
  EXPECT_FALSE(is_keyword_string("schema/host=x.sql"));
  EXPECT_FALSE(is_keyword_string("host"));
}

TEST(Keywords, MalformedOnesAreNotShown) {
  try {
    display_url("host=db password=abc def");
    FAIL() << "it was accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Config);
    EXPECT_EQ(std::string(error.what()).find("def"), std::string::npos) << error.what();
    EXPECT_EQ(error.hint.find("def"), std::string::npos) << error.hint;
  }
}

}  // namespace
}  // namespace syncline::postgres
