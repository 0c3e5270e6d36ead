#include "sqlite/reserved.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "sqlite/sql.h"
#include "sqlite/sqlite.h"

namespace syncline::sqlite {
namespace {

bool usable(const std::string& word) {
  const auto session = dialect().scratch({})->empty();
  try {
    session->execute("CREATE TABLE " + word + " (" + word + " int)");
    session->execute("SELECT " + word + " FROM " + word);
    return true;
  } catch (const Error&) {
    return false;
  }
}

TEST(Reserved, AreTheWordsThatSqliteDoesNotTake) {
  for (const char* word : {"order", "if", "values", "join", "raise", "index", "select"}) {
    EXPECT_TRUE(is_reserved(word)) << word;
    EXPECT_FALSE(usable(word)) << word;
  }
  for (const char* word : {"key", "action", "desc", "plan", "view", "left", "name", "position"}) {
    EXPECT_FALSE(is_reserved(word)) << word;
    EXPECT_TRUE(usable(word)) << word;
  }
}

}  // namespace
}  // namespace syncline::sqlite
