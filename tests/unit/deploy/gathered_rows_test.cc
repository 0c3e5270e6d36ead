// Rows gathered with what they point at, and the order in which they can be written.
#include "deploy/gathered_rows.h"

#include <gtest/gtest.h>

#include "env/dialects.h"

namespace syncline {
namespace {

class Gathered : public ::testing::Test {
 protected:
  Gathered() : session(dialect().connect("sqlite::memory:", {})) {
    session->execute("CREATE TABLE a (id INTEGER PRIMARY KEY, next REFERENCES a, name TEXT)");
    session->execute("CREATE TABLE b (x, y, a REFERENCES A (ID), PRIMARY KEY (x, y))");
    session->execute(
        "CREATE TABLE c (id INTEGER PRIMARY KEY, x, y, FOREIGN KEY (x, y) REFERENCES b)");
  }
  static const Dialect& dialect() { return dialect_named("sqlite"); }
  GatheredRows rows(std::size_t most = 100) { return {*session, dialect(), most}; }
  /// "a 1, a 2; b 7": parts with the first values of their rows.
  static std::string order(const GatheredRows& rows) {
    std::string text;
    for (const RowPart& part : rows.in_order()) {
      const GatheredTable& table = rows.tables()[part.table];
      text += (text.empty() ? "" : "; ") + table.path.back();
      for (const std::size_t row : part.rows) text += " " + table.rows[row].front();
    }
    return text;
  }
  std::unique_ptr<Session> session;
};

TEST_F(Gathered, WithAllThatTheyPointAt) {
  session->execute("INSERT INTO a VALUES (1, NULL, 'it''s'), (2, 1, NULL), (3, NULL, 'alone')");
  session->execute("INSERT INTO b VALUES (7, 'k', 2), (8, 'k', 3)");
  session->execute("INSERT INTO c VALUES (1, 7, 'k'), (2, NULL, 'k'), (3, 8, 'k')");
  GatheredRows some = rows();
  some.add({"c"}, "id < 3", std::nullopt);
  some.close();
  EXPECT_EQ(order(some), "c 2; a 1; a 2; b 7; c 1");
}

TEST_F(Gathered, TheNewestOfATable) {
  session->execute("INSERT INTO a VALUES (1, 5, 'x'), (5, NULL, 'y'), (9, 9, 'z')");
  GatheredRows some = rows();
  some.add({"a"}, "", 2);
  some.close();
  EXPECT_EQ(order(some), "a 9 5");
}

TEST_F(Gathered, NoRowIsThereTwice) {
  session->execute("INSERT INTO a VALUES (1, NULL, 'x'), (2, 1, 'y')");
  GatheredRows some = rows();
  some.add({"a"}, "id = 1", std::nullopt);
  some.add({"a"}, "", std::nullopt);
  some.close();
  EXPECT_EQ(order(some), "a 1; a 2");
}

TEST_F(Gathered, CirclesComeLast) {
  session->execute("INSERT INTO a VALUES (1, 2, 'x'), (2, 1, 'y'), (3, NULL, 'z')");
  session->execute("INSERT INTO b VALUES (1, 1, 1)");
  GatheredRows some = rows();
  some.add({"a"}, "", std::nullopt);
  some.add({"b"}, "", std::nullopt);
  some.close();
  EXPECT_EQ(order(some), "a 3; a 2 1; b 1");
}

TEST_F(Gathered, TooManyAreRefused) {
  session->execute("INSERT INTO a VALUES (1, NULL, 'x'), (2, NULL, 'y'), (3, NULL, 'z')");
  GatheredRows some = rows(2);
  EXPECT_THROW(some.add({"a"}, "", std::nullopt), Error);
}

}  // namespace
}  // namespace syncline
