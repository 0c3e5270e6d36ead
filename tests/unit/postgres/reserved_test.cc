#include "postgres/reserved.h"

#include "support.h"

namespace syncline::postgres {
namespace {

class Reserved : public WithServer {};

TEST_F(Reserved, AreTheWordsThatTheServerSays) {
  const Rows words = session->query("SELECT word, catcode FROM pg_get_keywords()");
  ASSERT_GT(words.rows.size(), 400u);
  for (std::size_t i = 0; i < words.rows.size(); ++i) {
    const std::string word = words.text(i, "word"), code = words.text(i, "catcode");
    // What a newer server has reserved is reserved here too.
    if (code == "U") continue;
    EXPECT_EQ(is_reserved(word), code == "R" || code == "T") << word;
  }
  EXPECT_FALSE(is_reserved("name"));
  EXPECT_FALSE(is_reserved("User"));
}

}  // namespace
}  // namespace syncline::postgres
