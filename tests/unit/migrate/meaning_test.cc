#include "migrate/meaning.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "unit/migrate/files.h"

namespace syncline {
namespace {

std::string meaning(const std::string& text) {
  return meaning_of(parse_revision(text, "a.sql", testing::postgres_syntax),
                    testing::postgres_syntax);
}

const std::string revision = R"(-- syncline: revision a
-- syncline: parent b

-- syncline: up
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
-- syncline: down
DROP FUNCTION f();
)";

TEST(Meaning, BlanksAndCommentsDoNotChangeIt) {
  EXPECT_EQ(meaning(revision),
            meaning(replace_all(revision, "LANGUAGE sql", "LANGUAGE /* ! */\n sql")));
  EXPECT_EQ(meaning(revision), meaning(replace_all(revision, "DROP", "-- gone\nDROP")));
  EXPECT_EQ(meaning(revision), meaning(replace_all(revision, "-- syncline: up",
                                                   "-- syncline: message M\n\n-- syncline: up")));
}

TEST(Meaning, TheParentDoesNotSinceARebaseMovesIt) {
  EXPECT_EQ(meaning(revision), meaning(replace_all(revision, "parent b", "parent c")));
}

TEST(Meaning, EverythingElseDoes) {
  const std::pair<const char*, const char*> edits[] = {
      {"$$ SELECT 1 $$", "$$ SELECT  1 $$"},  // the body of a routine is text
      {"SELECT 1", "SELECT 2"},
      {"-- syncline: up", "-- syncline: up outside transaction"},
      {"DROP FUNCTION f();", ""},
      {"-- syncline: down\nDROP FUNCTION f();", ""},
  };
  for (const auto& [from, to] : edits) {
    EXPECT_NE(meaning(revision), meaning(replace_all(revision, from, to))) << from;
  }
}

}  // namespace
}  // namespace syncline
