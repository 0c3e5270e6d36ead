#include "sqlite/declare.h"

#include <cctype>

#include "base/text.h"
#include "sqlite/sql.h"
#include "sqlite/tokens.h"

namespace syncline::sqlite {

namespace {

std::string conflict_clause(const std::string& conflict) {
  return conflict.empty() ? "" : " ON CONFLICT " + conflict;
}

/// SQLite wants brackets around a default that is not a literal.
bool is_literal(const std::string& text) {
  std::vector<Token> tokens = tokens_of(text);
  bool sign = tokens.size() == 2 && (tokens[0].is("-") || tokens[0].is("+"));
  if (sign) return tokens[1].type == TokenType::Number;
  if (tokens.size() != 1) return false;
  TokenType type = tokens[0].type;
  return type == TokenType::Number || type == TokenType::Text || type == TokenType::Word;
}

std::string constraint_name(const Object& constraint) {
  return constraint.flag("named") ? "CONSTRAINT " + quote_name(constraint.id.name()) + " " : "";
}

std::string references(const Object& constraint) {
  std::string text = "REFERENCES " + quote_name(constraint.text("references"));
  const std::vector<std::string>& columns = constraint.list("referenced_columns");
  if (!columns.empty()) text += " (" + quoted_list(columns) + ")";
  for (const char* event : {"update", "delete"}) {
    const std::string& action = constraint.text(std::string("on_") + event);
    if (!action.empty()) text += " ON " + upper(event) + " " + action;
  }
  if (constraint.flag("deferred")) text += " DEFERRABLE INITIALLY DEFERRED";
  return text;
}

/// A key of one plain column stands behind it: AUTOINCREMENT and the difference between
/// INTEGER PRIMARY KEY and INTEGER PRIMARY KEY DESC can be said only there.
bool stands_inline(const Object& constraint) {
  if (constraint.text("type") != "primary key") return false;
  const std::vector<std::string>& terms = constraint.list("columns");
  return terms.size() == 1 && terms[0].find(" COLLATE ") == std::string::npos;
}

/// The column that `a` or `"b c" DESC` names.
std::string column_of(const std::string& term) {
  std::vector<Token> tokens = tokens_of(term);
  return tokens.empty() ? "" : tokens[0].name();
}

}  // namespace

ObjectId table_id(const std::string& name) { return {"table", {name}}; }
ObjectId column_id(const std::string& table, const std::string& name) {
  return {"column", {table, name}};
}

std::string declare(const Object& column) {
  std::string text = quote_name(column.id.name());
  if (!column.text("type").empty()) text += " " + column.text("type");
  if (!column.text("generated").empty()) {
    text += " GENERATED ALWAYS AS (" + column.text("generated") + ")";
    text += column.flag("stored") ? " STORED" : " VIRTUAL";
  }
  if (column.flag("not_null"))
    text += " NOT NULL" + conflict_clause(column.text("not_null_conflict"));
  const std::string& value = column.text("default");
  if (!value.empty()) text += " DEFAULT " + (is_literal(value) ? value : "(" + value + ")");
  if (!column.text("collation").empty()) text += " COLLATE " + quote_name(column.text("collation"));
  return text;
}

std::string declare_constraint(const Object& constraint) {
  const std::string& type = constraint.text("type");
  std::string text = constraint_name(constraint);
  if (type == "check") return text + "CHECK (" + constraint.text("expression") + ")";
  text += upper(type) + " (" + join(constraint.list("columns"), ", ") + ")";
  if (type == "foreign key") return text + " " + references(constraint);
  return text + conflict_clause(constraint.text("conflict"));
}

std::string declare_inline(const Object& constraint) {
  const std::string& type = constraint.text("type");
  std::string text = constraint_name(constraint);
  if (type == "check") return text + "CHECK (" + constraint.text("expression") + ")";
  if (type == "foreign key") return text + references(constraint);
  text += upper(type);
  if (constraint.list("columns").front().ends_with(" DESC")) text += " DESC";
  text += conflict_clause(constraint.text("conflict"));
  return constraint.flag("autoincrement") ? text + " AUTOINCREMENT" : text;
}

std::string create_table(const Object& table, const Catalog& catalog, const std::string& name) {
  std::vector<std::string> lines;
  std::vector<const Object*> constraints = catalog.children(table.id, "constraint");
  for (const Object* column : catalog.children(table.id, "column")) {
    std::string line = declare(*column);
    for (const Object* constraint : constraints) {
      if (stands_inline(*constraint) &&
          column_of(constraint->list("columns")[0]) == column->id.name()) {
        line += " " + declare_inline(*constraint);
      }
    }
    lines.push_back(std::move(line));
  }
  for (const Object* constraint : constraints) {
    if (!stands_inline(*constraint)) lines.push_back(declare_constraint(*constraint));
  }
  std::string text = "CREATE TABLE " + quote_name(name) + " (\n  " + join(lines, ",\n  ") + "\n)";
  std::vector<std::string> options;
  if (table.flag("strict")) options.push_back("STRICT");
  if (table.flag("without_rowid")) options.push_back("WITHOUT ROWID");
  return options.empty() ? text : text + " " + join(options, ", ");
}

}  // namespace syncline::sqlite
