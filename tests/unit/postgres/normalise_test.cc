// Texts as servers of different versions write them for the same view or expression.
#include "postgres/normalise.h"

#include <gtest/gtest.h>

namespace syncline::postgres {
namespace {

constexpr int v13 = 130023, v15 = 150004, v16 = 160014;

TEST(NormaliseExpression, MovesCastsIntoAnArray) {
  EXPECT_EQ(normalise_expression("((m)::text = ANY ((ARRAY['a'::character varying, "
                                 "'it''s, (ARRAY['::character varying])::text[]))",
                                 v16),
            "((m)::text = ANY (ARRAY[('a'::character varying)::text, "
            "('it''s, (ARRAY['::character varying)::text]))");
  EXPECT_EQ(normalise_expression("(x = ANY ((ARRAY[f(a, b), c[1]])::numeric(5,2)[]))", v16),
            "(x = ANY (ARRAY[(f(a, b))::numeric(5,2), (c[1])::numeric(5,2)]))");
}

TEST(NormaliseExpression, LeavesOtherArrays) {
  for (const char* text : {"(x = ANY (ARRAY[1, 2]))", "((ARRAY[1, 2])[1])",
                           "((ARRAY[ARRAY['a'::character varying]])::text[])"}) {
    EXPECT_EQ(normalise_expression(text, v16), text);
  }
}

TEST(NormaliseExpression, FlattensChainsOnTheLeft) {
  EXPECT_EQ(normalise_expression("((((a >= 1) AND (a <= 5)) AND (b > 2)) AND (c > 3))", v16),
            "((a >= 1) AND (a <= 5) AND (b > 2) AND (c > 3))");
  EXPECT_EQ(normalise_expression("(((a = b) OR (a = 3)) OR (b > 2))", v16),
            "((a = b) OR (a = 3) OR (b > 2))");
}

TEST(NormaliseExpression, LeavesOtherBrackets) {
  for (const char* text :
       {"((b > 2) AND ((a >= 1) AND (a <= 5)))", "(((a > 1) OR (b > 1)) AND (c > 2))",
        "(((a + b) > 1) AND (c > 2))", "((f((a AND b)) AND c) IS TRUE)"}) {
    EXPECT_EQ(normalise_expression(text, v16), text);
  }
}

TEST(NormaliseView, TakesAwayPrefixesOfTheOnlyRelation) {
  EXPECT_EQ(normalise_view(" SELECT t.id,\n    t.name AS nm\n   FROM public.t\n"
                           "  WHERE (t.id > 5)\n  GROUP BY t.id;",
                           v15),
            "SELECT id,\n    name AS nm\n   FROM public.t\n  WHERE (id > 5)\n  GROUP BY id");
}

TEST(NormaliseView, LeavesTheTextOfNewServersAlone) {
  EXPECT_EQ(normalise_view(" SELECT t.id\n   FROM public.t;", v16),
            "SELECT t.id\n   FROM public.t");
}

TEST(NormaliseView, KeepsPrefixesUnderAJoin) {
  const std::string join = "SELECT t.id\n   FROM (public.t\n     JOIN public.u ON ((u.id = t.id)))";
  const std::string list = "SELECT t.id\n   FROM public.t,\n    public.u";
  EXPECT_EQ(normalise_view(join, v15), join);
  EXPECT_EQ(normalise_view(list, v15), list);
}

TEST(NormaliseView, KeepsPrefixesOfAUnion) {
  const std::string set = "SELECT t.id\n   FROM public.t\nUNION\n SELECT u.id\n   FROM public.u";
  EXPECT_EQ(normalise_view(set, v15), set);
}

TEST(NormaliseView, KeepsPrefixesInsideSubqueries) {
  EXPECT_EQ(
      normalise_view("SELECT t.id,\n    ( SELECT u.n FROM public.u WHERE (u.id = t.id)) AS n\n"
                     "   FROM public.t\n  WHERE (t.id IN ( VALUES (t.a)))",
                     v15),
      "SELECT id,\n    ( SELECT u.n FROM public.u WHERE (u.id = t.id)) AS n\n"
      "   FROM public.t\n  WHERE (id IN ( VALUES (t.a)))");
}

TEST(NormaliseView, KeepsPrefixesInsideASubqueryThatIsAUnion) {
  EXPECT_EQ(normalise_view(
                "SELECT t.id FROM public.t WHERE (EXISTS ( ( SELECT t.a) UNION SELECT t.b))", v15),
            "SELECT id FROM public.t WHERE (EXISTS ( ( SELECT t.a) UNION SELECT t.b))");
}

TEST(NormaliseView, KnowsAliases) {
  EXPECT_EQ(normalise_view(
                "SELECT \"T 1\".id FROM public.t \"T 1\" WHERE (\"T 1\".name = '\"T 1\".x')", v15),
            "SELECT id FROM public.t \"T 1\" WHERE (name = '\"T 1\".x')");
  EXPECT_EQ(normalise_view("SELECT g.i FROM generate_series(1, 10) g(i)", v15),
            "SELECT i FROM generate_series(1, 10) g(i)");
  EXPECT_EQ(normalise_view("SELECT q.id FROM ( SELECT u.id FROM public.u) q", v15),
            "SELECT id FROM ( SELECT u.id FROM public.u) q");
  EXPECT_EQ(normalise_view("SELECT t.id FROM ONLY public.t TABLESAMPLE bernoulli (10)", v15),
            "SELECT id FROM ONLY public.t TABLESAMPLE bernoulli (10)");
}

TEST(NormaliseView, KnowsCommonTableExpressions) {
  EXPECT_EQ(normalise_view("WITH q AS (\n SELECT t.id FROM public.t\n)\n SELECT q.id FROM q", v15),
            "WITH q AS (\n SELECT t.id FROM public.t\n)\n SELECT id FROM q");
}

TEST(NormaliseView, TellsColumnsFromFunctionsAndTypesOfASchemaWithTheSameName) {
  EXPECT_EQ(normalise_view("SELECT s.f(s.id) AS f, (s.m = 'ok'::s.mood) AS m FROM s.s", v15),
            "SELECT s.f(id) AS f, (m = 'ok'::s.mood) AS m FROM s.s");
}

TEST(NormaliseView, KeepsThePrefixOfASortKeyThatIsAlsoAnotherOutputColumn) {
  EXPECT_EQ(normalise_view("SELECT t.id AS name, t.name AS id FROM public.t"
                           " ORDER BY t.name, (lower(t.name)), t.at DESC",
                           v15),
            "SELECT id AS name, name AS id FROM public.t ORDER BY t.name, (lower(name)), at DESC");
  EXPECT_EQ(
      normalise_view("SELECT t.id AS name, rank() OVER (PARTITION BY t.name ORDER BY t.at) AS r"
                     " FROM public.t GROUP BY t.name",
                     v15),
      "SELECT id AS name, rank() OVER (PARTITION BY t.name ORDER BY at) AS r"
      " FROM public.t GROUP BY name");
}

TEST(NormaliseExpression, GivesFunctionsTheirKeyWordsBack) {
  EXPECT_EQ(normalise_expression("(timezone('UTC'::text, max(a, b)) > now())", v13),
            "((max(a, b) AT TIME ZONE 'UTC'::text) > now())");
  EXPECT_EQ(normalise_expression("btrim(name) || btrim(name, 'x'::text)", v13),
            "TRIM(BOTH FROM name) || TRIM(BOTH 'x'::text FROM name)");
  EXPECT_EQ(normalise_expression("(\"position\"(b, 'x'::text) > 1)", v13),
            "(POSITION(('x'::text) IN (b)) > 1)");
  EXPECT_EQ(normalise_expression("\"normalize\"(a, 'nfc'::text)", v13), "NORMALIZE(a, NFC)");
}

TEST(NormaliseExpression, GoesIntoArguments) {
  EXPECT_EQ(
      normalise_expression("date_trunc('month'::text, timezone('a'::text, btrim(x[1])))", v13),
      "date_trunc('month'::text, (TRIM(BOTH FROM x[1]) AT TIME ZONE 'a'::text))");
}

TEST(NormaliseExpression, LeavesFunctionsOfOtherSchemasAndTextAlone) {
  for (const char* text : {"public.timezone('a', b)", "'btrim(x)'::text", "timezone(a)",
                           "(btrim > 3)", "date_part('year'::text, d)"}) {
    EXPECT_EQ(normalise_expression(text, v13), text);
  }
}

TEST(NormaliseExpression, LeavesNewerServersAlone) {
  EXPECT_EQ(normalise_expression("timezone('UTC'::text, now())", v15),
            "timezone('UTC'::text, now())");
}

TEST(NormaliseArguments, LeavesOutInOfProcedures) {
  EXPECT_EQ(normalise_arguments(
                "IN a integer, INOUT b text DEFAULT f('x, IN y', (1, 2)), IN \"in\" text", v15),
            "a integer, INOUT b text DEFAULT f('x, IN y', (1, 2)), \"in\" text");
}

}  // namespace
}  // namespace syncline::postgres
