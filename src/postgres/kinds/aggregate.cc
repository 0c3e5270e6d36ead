// Aggregate functions. Any change makes the aggregate anew: nothing of it can be altered in place.
//
// Source: PostgreSQL manual, pg_aggregate; CREATE AGGREGATE.
#include <fmt/format.h>

#include "base/text.h"
#include "postgres/kinds/kinds.h"
#include "postgres/kinds/writing.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

std::string aggregate_query(int) {
  return "SELECT p.oid, p.pronamespace,"
         " quote_ident(p.proname) || '(' ||"
         " CASE p.pronargs WHEN 0 THEN '*' ELSE oidvectortypes(p.proargtypes) END || ')',"
         " pg_get_function_arguments(p.oid), p.proparallel, a.aggkind,"
         " a.aggtransfn, format_type(a.aggtranstype, NULL), a.aggtransspace,"
         " a.aggfinalfn, a.aggfinalextra, a.aggfinalmodify, a.aggcombinefn, a.aggserialfn,"
         " a.aggdeserialfn, a.agginitval, a.aggmtransfn, a.aggminvtransfn,"
         " CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END,"
         " a.aggmtransspace, a.aggmfinalfn, a.aggmfinalextra, a.aggmfinalmodify, a.aggminitval,"
         " CASE WHEN a.aggsortop <> 0 THEN (SELECT 'OPERATOR(' || quote_ident(n.nspname)"
         " || '.' || o.oprname || ')' FROM pg_operator o"
         " JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE o.oid = a.aggsortop) END"
         " FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid"
         " WHERE a.aggfnoid >= 16384 AND " +
         stands_alone("pg_proc", "p.oid");
}

enum class Form { Function, Plain, Number, Text, Flag, Modify };

struct Option {
  std::string_view name;
  int column;
  Form form;
};

// In the order in which they are written; columns of the query above.
constexpr Option options[] = {
    {"SFUNC", 6, Form::Function},
    {"STYPE", 7, Form::Plain},
    {"SSPACE", 8, Form::Number},
    {"FINALFUNC", 9, Form::Function},
    {"FINALFUNC_EXTRA", 10, Form::Flag},
    {"FINALFUNC_MODIFY", 11, Form::Modify},
    {"COMBINEFUNC", 12, Form::Function},
    {"SERIALFUNC", 13, Form::Function},
    {"DESERIALFUNC", 14, Form::Function},
    {"INITCOND", 15, Form::Text},
    {"MSFUNC", 16, Form::Function},
    {"MINVFUNC", 17, Form::Function},
    {"MSTYPE", 18, Form::Plain},
    {"MSSPACE", 19, Form::Number},
    {"MFINALFUNC", 20, Form::Function},
    {"MFINALFUNC_EXTRA", 21, Form::Flag},
    {"MFINALFUNC_MODIFY", 22, Form::Modify},
    {"MINITCOND", 23, Form::Text},
    {"SORTOP", 24, Form::Plain},
};

std::string modify_word(std::string_view letter) {
  if (letter == "r") return "READ_ONLY";
  return letter == "s" ? "SHAREABLE" : "READ_WRITE";
}

/// "SFUNC = public.f"; "" where it stands at its default.
std::string option_text(const Result& rows, int row, const Option& option) {
  if (rows.null(row, option.column)) return {};
  const std::string value = rows.string(row, option.column);
  const bool plain_aggregate = rows.text(row, 5) == "n";
  switch (option.form) {
    case Form::Function:
      return value == "-" ? std::string() : fmt::format("{} = {}", option.name, value);
    case Form::Number:
      return value == "0" ? std::string() : fmt::format("{} = {}", option.name, value);
    case Form::Text:
      return fmt::format("{} = {}", option.name, quote_text(value));
    case Form::Flag:
      return value == "t" ? std::string(option.name) : std::string();
    case Form::Modify:
      if (value == (plain_aggregate ? "r" : "w")) return {};
      return fmt::format("{} = {}", option.name, modify_word(value));
    case Form::Plain:
      break;
  }
  return fmt::format("{} = {}", option.name, value);
}

void read_aggregates(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) {
    const std::string& schema = reading.schema(rows.oid(row, 1));
    if (schema.empty()) continue;
    std::vector<std::string> texts;
    for (const Option& option : options) {
      std::string text = option_text(rows, row, option);
      if (!text.empty()) texts.push_back(std::move(text));
    }
    if (rows.text(row, 4) == "s") texts.emplace_back("PARALLEL = SAFE");
    if (rows.text(row, 4) == "r") texts.emplace_back("PARALLEL = RESTRICTED");
    if (rows.text(row, 5) == "h") texts.emplace_back("HYPOTHETICAL");
    Object object;
    object.id = ObjectId("aggregate", {schema, rows.string(row, 2)});
    object.attributes.set("arguments", rows.string(row, 3));
    object.attributes.set("options", std::move(texts));
    reading.add({catalogs::pg_proc, rows.oid(row, 0)}, std::move(object));
  }
}

Drafted create(const Object& object, const Ends&) {
  const std::string& signature = object.id.name();
  const std::string name = leading_name(signature);
  const std::string& arguments = object.text("arguments");
  return Drafted::in_place(one_step(
      fmt::format("CREATE AGGREGATE {}.{}({}) (\n    {}\n)", quote_name(object.id.path()[0]), name,
                  arguments.empty() ? "*" : arguments, join(object.list("options"), ",\n    "))));
}

Drafted drop(const Object& object, const Ends& ends) {
  return Drafted::in_place(one_step(
      fmt::format("DROP AGGREGATE {}.{}", quote_name(object.id.path()[0]), object.id.name()),
      drop_hazards(object, ends)));
}

constexpr AttributeRule rules[] = {{"arguments"}, {"options"}};

}  // namespace

const Reader aggregate_reader{"aggregates", aggregate_query, read_aggregates};

const Kind aggregate_kind{.name = "aggregate", .create = create, .drop = drop, .attributes = rules};

}  // namespace syncline::postgres
