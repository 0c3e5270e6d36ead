// What the kinds of relations tell from text alone; their SQL is proved by the case folders.
#include "postgres/kinds/relations.h"

#include <gtest/gtest.h>

#include "postgres/kinds/column_type.h"
#include "postgres/kinds/sequence_options.h"
#include "postgres/sql.h"

namespace syncline::postgres {
namespace {

TEST(TypeChange, LongerTextChangesTheCatalogOnly) {
  for (const auto& [before, after] :
       {std::pair{"character varying(10)", "character varying(20)"},
        {"character varying(10)", "character varying"},
        {"character varying(10)", "text"},
        {"text", "character varying"},
        {"numeric(5,2)", "numeric(9,2)"},
        {"numeric(5,2)", "numeric"},
        {"timestamp(3) without time zone", "timestamp without time zone"},
        {"character varying(5)[]", "character varying(9)[]"}}) {
    const TypeChange change = type_change(before, after);
    EXPECT_FALSE(change.rewrites || change.narrows || change.may_fail) << before << " " << after;
    EXPECT_EQ(change.conversion, "");
  }
}

TEST(TypeChange, WiderNumbersAreWrittenAnewButLoseNothing) {
  for (const auto& [before, after] : {std::pair{"smallint", "integer"},
                                      {"integer", "bigint"},
                                      {"integer", "numeric"},
                                      {"real", "double precision"},
                                      {"integer", "double precision"}}) {
    const TypeChange change = type_change(before, after);
    EXPECT_TRUE(change.rewrites) << before << " " << after;
    EXPECT_FALSE(change.narrows || change.may_fail) << before << " " << after;
  }
}

TEST(TypeChange, NarrowerTypesMayLoseSomething) {
  for (const auto& [before, after] : {std::pair{"bigint", "integer"},
                                      {"text", "character varying(10)"},
                                      {"numeric", "integer"},
                                      {"timestamp with time zone", "date"},
                                      {"double precision", "real"},
                                      {"bigint", "real"},
                                      {"character varying(20)", "character varying(10)"},
                                      {"numeric(9,2)", "numeric(5,2)"},
                                      {"numeric(5,2)", "numeric(5,1)"},
                                      {"integer", "character varying(3)"}}) {
    EXPECT_TRUE(type_change(before, after).narrows) << before << " " << after;
  }
}

TEST(TypeChange, ConversionIsWrittenOnlyWhereAssignmentWillNotDo) {
  EXPECT_EQ(type_change("text", "integer").conversion, "integer");
  EXPECT_EQ(type_change("text", "public.mood").conversion, "public.mood");
  EXPECT_EQ(type_change("public.mood", "public.state").conversion, "text::public.state");
  EXPECT_EQ(type_change("public.mood", "integer").conversion, "text::integer");
  EXPECT_EQ(type_change("public.hstore", "jsonb").conversion, "jsonb");
  EXPECT_EQ(type_change("integer", "date").conversion, "text::date");
  EXPECT_EQ(type_change("integer", "boolean").conversion, "boolean");
  EXPECT_EQ(type_change("boolean", "numeric(5,2)").conversion, "integer::numeric(5,2)");
  EXPECT_EQ(type_change("text[]", "integer[]").conversion, "integer[]");
  EXPECT_EQ(type_change("integer[]", "date[]").conversion, "text::date[]");
  EXPECT_EQ(type_change("bigint", "integer").conversion, "");
  EXPECT_EQ(type_change("integer", "text").conversion, "");
  EXPECT_TRUE(type_change("text", "integer").may_fail);
}

TEST(Path, IsReadAsItIsWritten) {
  for (const std::vector<std::string>& path :
       {std::vector<std::string>{"public", "users"}, {"Odd.Schema", "a\"b", "c d"}}) {
    EXPECT_EQ(parse_path(qualified(path, 3)), path);
  }
}

TEST(SequenceClauses, PlainSequenceHasNone) {
  EXPECT_TRUE(sequence_clauses({.type = "integer", .max = 2147483647}).empty());
  EXPECT_TRUE(
      sequence_clauses({.type = "smallint", .start = -1, .increment = -1, .min = -32768, .max = -1})
          .size() == 1);  // only the direction
}

TEST(SequenceClauses, WhatIsNoLongerSaidGoesBackToItsDefault) {
  using List = std::vector<std::string>;
  EXPECT_EQ(changed_clauses({"INCREMENT BY 5", "CYCLE"}, {"CACHE 3"}),
            (List{"INCREMENT BY 1", "CACHE 3", "NO CYCLE"}));
  EXPECT_EQ(changed_clauses({}, {"MINVALUE 100"}), (List{"START WITH 100", "MINVALUE 100"}));
  EXPECT_TRUE(changed_clauses({"CYCLE"}, {"CYCLE"}).empty());
}

TEST(SequenceClauses, RisingMinimumLiftsTheLastValue) {
  EXPECT_NE(moved_value("public.s", {}, {"MINVALUE 100"}).find("greatest(last_value, 100)"),
            std::string::npos);
  EXPECT_EQ(moved_value("public.s", {"MINVALUE 100"}, {}), "");
}

}  // namespace
}  // namespace syncline::postgres
