#include "env/rebase.h"

#include <gtest/gtest.h>

#include "env/dialects.h"

namespace syncline {
namespace {

using Ids = std::vector<std::string>;

std::string rewritten(const std::string& text, const Ids& parents) {
  const Revision revision = parse_revision(text, "r.sql", dialect_named("sqlite").syntax);
  return with_parents(text, revision, parents);
}

TEST(WithParents, ReplacesTheLineWhereItStands) {
  EXPECT_EQ(rewritten("-- hello\n-- syncline: revision r\n-- syncline: parent a\n-- syncline: up\n",
                      {"b"}),
            "-- hello\n-- syncline: revision r\n-- syncline: parent b\n-- syncline: up\n");
}

TEST(WithParents, AMergeMayBecomeAPlainRevision) {
  EXPECT_EQ(rewritten("-- syncline: revision r\n-- syncline: parent a\n-- syncline: message m\n"
                      "-- syncline: parent b\n",
                      {"b"}),
            "-- syncline: revision r\n-- syncline: parent b\n-- syncline: message m\n");
}

TEST(WithParents, ARootGetsItsFirst) {
  EXPECT_EQ(rewritten("-- syncline: revision r\n-- syncline: up\nSELECT 1", {"b"}),
            "-- syncline: revision r\n-- syncline: parent b\n-- syncline: up\nSELECT 1");
}

TEST(WithParents, WhatOnlyLooksLikeALineOfParentsStays) {
  const std::string body = "-- syncline: up\nINSERT INTO t VALUES ('\n-- syncline: parent a\n');\n";
  EXPECT_EQ(rewritten("-- syncline: revision r\n-- syncline: parent a\n" + body, {"b"}),
            "-- syncline: revision r\n-- syncline: parent b\n" + body);
}

}  // namespace
}  // namespace syncline
