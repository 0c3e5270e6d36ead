// Functions and procedures. CREATE OR REPLACE carries out every change that does not touch what
// callers see: the result, the names of the arguments, and that an argument has a default.
//
// Source: PostgreSQL manual, pg_proc; CREATE FUNCTION; CREATE PROCEDURE.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "postgres/kinds/kinds.h"
#include "postgres/kinds/routine_text.h"
#include "postgres/kinds/writing.h"
#include "postgres/normalise.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

std::string routine_query(int version) {
  // pg_get_function_sqlbody() has the bodies that are parsed when the routine is made, since 14.
  return fmt::format(
      "SELECT p.oid, p.pronamespace, p.prokind,"
      " quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')',"
      " pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), l.lanname, p.provolatile,"
      " p.proisstrict, p.prosecdef, p.proleakproof, p.proparallel, p.procost, p.prorows,"
      " CASE WHEN p.prosupport <> 0 THEN p.prosupport::text END, p.proconfig, p.prosrc, p.probin, "
      "{},"
      " CASE WHEN p.protrftypes IS NOT NULL THEN"
      " ARRAY(SELECT format_type(t, NULL) FROM unnest(p.protrftypes) t) END,"
      " p.proargnames, p.proargmodes, CASE WHEN p.proargmodes IS NOT NULL THEN"
      " ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proallargtypes) WITH ORDINALITY x (t, i)"
      " ORDER BY i) END, p.pronargdefaults"
      " FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang"
      " WHERE p.oid >= 16384 AND p.prokind <> 'a' AND {}",
      version >= 140000 ? "pg_get_function_sqlbody(p.oid)" : "NULL",
      stands_alone("pg_proc", "p.oid"));
}

std::string volatility(std::string_view letter) {
  if (letter == "i") return "immutable";
  return letter == "s" ? "stable" : "";
}

std::string parallel(std::string_view letter) {
  if (letter == "s") return "safe";
  return letter == "r" ? "restricted" : "";
}

/// The names that callers may use, and the columns that they get: what CREATE OR REPLACE must not
/// change.
void set_argument_names(const Result& rows, int row, Object& object) {
  const std::vector<std::string> names = rows.list(row, 20), modes = rows.list(row, 21),
                                 types = rows.list(row, 22);
  std::vector<std::string> inputs, outputs;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string mode = i < modes.size() ? modes[i] : "i";
    if (mode != "o" && mode != "t") inputs.push_back(names[i]);
    if (mode == "o" || mode == "t" || mode == "b") outputs.push_back(names[i] + " " + types[i]);
  }
  const bool named =
      std::any_of(inputs.begin(), inputs.end(), [](auto& name) { return !name.empty(); });
  if (named) object.attributes.set("argument_names", std::move(inputs));
  object.attributes.set("outputs", std::move(outputs));
  object.attributes.set("default_count", rows.number(row, 23));
}

void set_planning(const Result& rows, int row, Object& object) {
  object.attributes.set("volatility", volatility(rows.text(row, 7)));
  object.attributes.set("parallel", parallel(rows.text(row, 11)));
  const std::string_view language = rows.text(row, 6);
  const bool compiled = language == "c" || language == "internal";
  const std::string cost = rows.string(row, 12), count = rows.string(row, 13);
  if (cost != (compiled ? "1" : "100")) object.attributes.set("cost", cost);
  if (count != "0" && count != "1000") object.attributes.set("rows", count);
  object.attributes.set("support", rows.string(row, 14));
}

void read_routines(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) {
    const std::string& schema = reading.schema(rows.oid(row, 1));
    if (schema.empty()) continue;
    const std::string_view kind = rows.text(row, 2);
    Object object;
    object.id = ObjectId(kind == "p" ? "procedure" : "function", {schema, rows.string(row, 3)});
    Attributes& attributes = object.attributes;
    attributes.set("arguments", kind == "p"
                                    ? normalise_arguments(rows.text(row, 4), reading.version)
                                    : rows.string(row, 4));
    attributes.set("result", rows.string(row, 5));
    attributes.set("language", rows.string(row, 6));
    attributes.set("window", kind == "w");
    attributes.set("strict", rows.flag(row, 8));
    attributes.set("security_definer", rows.flag(row, 9));
    attributes.set("leakproof", rows.flag(row, 10));
    attributes.set("config", rows.list(row, 15));
    attributes.set("library", rows.string(row, 17));
    attributes.set("sql_body", rows.string(row, 18));
    if (rows.null(row, 18)) attributes.set("body", rows.string(row, 16));
    attributes.set("transforms", rows.list(row, 19));
    set_planning(rows, row, object);
    set_argument_names(rows, row, object);
    reading.add({catalogs::pg_proc, rows.oid(row, 0)}, std::move(object));
  }
}

Drafted create(const Object& object, const Ends&) {
  return Drafted::in_place(one_step(routine_statement(object, "CREATE")));
}

Drafted drop(const Object& object, const Ends& ends) {
  return Drafted::in_place(one_step("DROP " + routine_name(object), drop_hazards(object, ends)));
}

bool arguments_renamed(const Object& before, const Object& after) {
  const auto &old_names = before.list("argument_names"), &new_names = after.list("argument_names");
  for (std::size_t i = 0; i < old_names.size(); ++i) {
    const bool same = i < new_names.size() && new_names[i] == old_names[i];
    if (!old_names[i].empty() && !same) return true;
  }
  return false;
}

bool needs_replacing(const Object& before, const Object& after) {
  return differs(before, after, "result") || differs(before, after, "outputs") ||
         differs(before, after, "window") || arguments_renamed(before, after) ||
         after.number("default_count") < before.number("default_count");
}

constexpr std::array<std::string_view, 20> names = {
    "arguments", "argument_names",   "outputs",    "default_count", "result",
    "language",  "window",           "volatility", "strict",        "leakproof",
    "parallel",  "security_definer", "cost",       "rows",          "support",
    "config",    "transforms",       "body",       "library",       "sql_body"};

/// One statement says the routine as a whole: the first attribute that differs writes it, the
/// others come along.
template <std::size_t row>
Alteration redefine(const Object& before, const Object& after, const Ends&) {
  if (needs_replacing(before, after)) return Alteration::replace();
  for (std::size_t i = 0; i < row; ++i) {
    if (differs(before, after, names[i])) return Alteration::in_place({});
  }
  return Alteration::in_place(one_step(routine_statement(after, "CREATE OR REPLACE")));
}

template <std::size_t... row>
constexpr std::array<AttributeRule, names.size()> rules_for(std::index_sequence<row...>) {
  return {AttributeRule{names[row], redefine<row>}...};
}

constexpr auto rules = rules_for(std::make_index_sequence<names.size()>());

}  // namespace

const Reader routine_reader{"functions and procedures", routine_query, read_routines};

const Kind function_kind{.name = "function", .create = create, .drop = drop, .attributes = rules};
const Kind procedure_kind{.name = "procedure", .create = create, .drop = drop, .attributes = rules};

}  // namespace syncline::postgres
