#include "sqlite/declaration.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "sqlite/sql.h"
#include "sqlite/token_reader.h"

namespace syncline::sqlite {

namespace {

std::string declared_spelling(const std::string& name, const Names& names) {
  auto found = names.find(lower(name));
  return found == names.end() ? name : found->second;
}

std::string collation_name(const std::string& written) {
  std::string name = upper(written);
  return name == "BINARY" ? "" : name;
}

/// The columns of an index or a key: "a", "b COLLATE NOCASE DESC", "lower(c)".
void read_terms(Tokens list, const DeclaredTable& table, std::vector<std::string>& terms,
                std::vector<std::string>& columns) {
  for (Tokens part : parts(list, ",")) {
    bool descends = part.back().is_word("DESC");
    if (descends || (part.size() > 1 && part.back().is_word("ASC")))
      part = part.first(part.size() - 1);
    std::vector<Token> term = unqualified(part, table.name);
    if (term.size() == 3 && term[1].is_word("COLLATE")) {
      // The collation that the column has anyway says nothing.
      std::string column = lower(term[0].name());
      for (const DeclaredColumn& declared : table.columns) {
        if (lower(declared.name) == column &&
            declared.collation == collation_name(term[2].name())) {
          term.resize(1);
          break;
        }
      }
    }
    std::string text;
    if (term.size() == 1 && term[0].type != TokenType::Number) {
      text = quote_name(declared_spelling(term[0].name(), table.names));
    } else if (term.size() == 3 && term[1].is_word("COLLATE")) {
      text = quote_name(declared_spelling(term[0].name(), table.names)) + " COLLATE " +
             upper(term[2].name());
    } else {
      text = normal_text(term, table.names);
    }
    terms.push_back(descends ? text + " DESC" : text);
  }
  columns = named_columns(list, table.names);
}

class TableParser {
 public:
  explicit TableParser(std::string_view sql) : tokens_(tokens_of(sql)) {}

  DeclaredTable run() {
    TokenReader reader(tokens_);
    while (!reader.done() && !reader.accept({"TABLE"})) reader.take();
    reader.accept({"IF", "NOT", "EXISTS"});
    table_.name = reader.name();
    if (!reader.sees_symbol("(")) return std::move(table_);
    std::vector<Tokens> items = parts(reader.in_brackets(), ",");
    reader.up_to("WITHOUT");
    has_rowid_ = reader.done();
    std::size_t columns = 0;
    for (; columns < items.size() && !constrains(items[columns]); ++columns) {
      DeclaredColumn column;
      column.name = items[columns][0].name();
      column.integer = is_integer(items[columns]);
      table_.names.emplace(lower(column.name), column.name);
      table_.columns.push_back(std::move(column));
    }
    // Collations first: whether a key's COLLATE says anything depends on its column's.
    for (std::size_t i = 0; i < columns; ++i) read_collation(items[i], table_.columns[i]);
    for (std::size_t i = 0; i < items.size(); ++i) {
      current_ = i < columns ? &table_.columns[i] : nullptr;
      read_constraints(items[i]);
    }
    return std::move(table_);
  }

 private:
  static bool constrains(Tokens item) {
    TokenReader reader(item);
    return reader.sees("CONSTRAINT") || reader.sees("PRIMARY") || reader.sees("UNIQUE") ||
           reader.sees("CHECK") || reader.sees("FOREIGN");
  }

  /// The one type that makes a key of one column the rowid.
  static bool is_integer(Tokens item) {
    TokenReader reader(item.subspan(1));
    if (!reader.accept({"INTEGER"})) return false;
    if (reader.done()) return true;
    constexpr std::string_view follow[] = {"CONSTRAINT", "PRIMARY",    "NOT",       "NULL",
                                           "UNIQUE",     "CHECK",      "DEFAULT",   "COLLATE",
                                           "REFERENCES", "DEFERRABLE", "GENERATED", "AS"};
    return std::any_of(std::begin(follow), std::end(follow),
                       [&](std::string_view word) { return reader.sees(word); });
  }

  static void read_collation(Tokens item, DeclaredColumn& column) {
    int depth = 0;
    for (std::size_t i = 1; i + 1 < item.size(); ++i) {
      if (item[i].is("(")) ++depth;
      if (item[i].is(")")) --depth;
      if (depth == 0 && item[i].is_word("COLLATE"))
        column.collation = collation_name(item[i + 1].name());
    }
  }

  /// Of one column, or of the table: what stands between two commas.
  void read_constraints(Tokens item) {
    TokenReader reader(current_ ? item.subspan(1) : item);
    std::string name;
    while (!reader.done()) {
      if (reader.accept({"CONSTRAINT"})) {
        name = reader.name();
        continue;
      }
      DeclaredConstraint constraint;
      constraint.name = name;
      if (reader.accept({"PRIMARY", "KEY"})) {
        read_key(reader, std::move(constraint), "primary key");
      } else if (reader.accept({"UNIQUE"})) {
        read_key(reader, std::move(constraint), "unique");
      } else if (reader.accept({"CHECK"})) {
        read_check(reader, std::move(constraint));
      } else if (reader.accept({"FOREIGN", "KEY"})) {
        read_columns(reader, constraint);
        reader.accept({"REFERENCES"});
        read_foreign_key(reader, std::move(constraint));
      } else if (reader.accept({"REFERENCES"})) {
        set_own_column(constraint, false);
        read_foreign_key(reader, std::move(constraint));
      } else if (!read_deferral(reader)) {
        read_property(reader);
      }
      name.clear();
    }
  }

  static std::string read_conflict(TokenReader& reader) {
    if (!reader.accept({"ON", "CONFLICT"})) return "";
    std::string word = upper(reader.take().text);
    return word == "ABORT" ? "" : word;
  }

  void set_own_column(DeclaredConstraint& constraint, bool descends) const {
    constraint.terms = {quote_name(current_->name) + (descends ? " DESC" : "")};
    constraint.columns = {current_->name};
  }

  void read_columns(TokenReader& reader, DeclaredConstraint& constraint) const {
    read_terms(reader.in_brackets(), table_, constraint.terms, constraint.columns);
  }

  void read_key(TokenReader& reader, DeclaredConstraint constraint, const char* type) {
    constraint.type = type;
    if (current_) {
      bool descends = reader.accept({"DESC"});
      if (!descends) reader.accept({"ASC"});
      set_own_column(constraint, descends);
    } else {
      Tokens list = reader.in_brackets();
      if (!list.empty() && list.back().is_word("AUTOINCREMENT")) {
        constraint.autoincrement = true;
        list = list.first(list.size() - 1);
      }
      read_terms(list, table_, constraint.terms, constraint.columns);
      if (is_rowid(constraint)) constraint.terms = {quote_name(constraint.columns[0])};
    }
    constraint.conflict = read_conflict(reader);
    if (reader.accept({"AUTOINCREMENT"})) constraint.autoincrement = true;
    table_.constraints.push_back(std::move(constraint));
  }

  /// PRIMARY KEY (id DESC) below INTEGER columns is the rowid, whatever order it asks for; behind
  /// the column it is a key of its own.
  bool is_rowid(const DeclaredConstraint& key) const {
    if (key.type != "primary key" || key.columns.size() != 1 || !has_rowid_) return false;
    return std::any_of(table_.columns.begin(), table_.columns.end(),
                       [&](const DeclaredColumn& column) {
                         return column.name == key.columns[0] && column.integer;
                       });
  }

  void read_check(TokenReader& reader, DeclaredConstraint constraint) {
    constraint.type = "check";
    std::vector<Token> expression = unqualified(reader.in_brackets(), table_.name);
    constraint.expression = normal_text(expression, table_.names);
    constraint.columns = named_columns(expression, table_.names);
    read_conflict(reader);  // SQLite reads it and does nothing with it
    table_.constraints.push_back(std::move(constraint));
  }

  void read_foreign_key(TokenReader& reader, DeclaredConstraint constraint) {
    constraint.type = "foreign key";
    constraint.references = reader.name();
    if (reader.sees_symbol("(")) {
      for (const Tokens& part : parts(reader.in_brackets(), ","))
        constraint.referenced.push_back(part[0].name());
    }
    while (true) {
      if (reader.accept({"ON", "DELETE"})) {
        constraint.on_delete = read_action(reader);
      } else if (reader.accept({"ON", "UPDATE"})) {
        constraint.on_update = read_action(reader);
      } else if (reader.accept({"MATCH"})) {
        reader.take();  // SQLite reads it and does nothing with it
      } else {
        break;
      }
    }
    table_.constraints.push_back(std::move(constraint));
    read_deferral(reader);
  }

  static std::string read_action(TokenReader& reader) {
    std::string action = upper(reader.take().text);
    if (action != "SET" && action != "NO") return action;
    action += " " + upper(reader.take().text);
    return action == "NO ACTION" ? "" : action;
  }

  bool read_deferral(TokenReader& reader) {
    bool never = reader.accept({"NOT", "DEFERRABLE"});
    if (!never && !reader.accept({"DEFERRABLE"})) return false;
    bool deferred = reader.accept({"INITIALLY", "DEFERRED"});
    if (!deferred) reader.accept({"INITIALLY", "IMMEDIATE"});
    if (!table_.constraints.empty() && table_.constraints.back().type == "foreign key")
      table_.constraints.back().deferred = deferred && !never;
    return true;
  }

  /// What else a column says; its type and default are better known to the pragmas.
  void read_property(TokenReader& reader) {
    if (reader.accept({"NOT", "NULL"})) {
      std::string conflict = read_conflict(reader);
      if (current_) current_->not_null_conflict = conflict;
    } else if (reader.accept({"NULL"})) {
      read_conflict(reader);
    } else if (reader.accept({"DEFAULT"})) {
      skip_default(reader);
    } else if (reader.accept({"COLLATE"})) {
      reader.name();
    } else if (current_ &&
               (reader.accept({"GENERATED", "ALWAYS", "AS"}) || reader.accept({"AS"}))) {
      current_->generated =
          normal_text(unqualified(reader.in_brackets(), table_.name), table_.names);
      if (!reader.accept({"STORED"})) reader.accept({"VIRTUAL"});
    } else if (reader.sees_symbol("(")) {
      reader.in_brackets();  // of the type: VARCHAR(10)
    } else {
      reader.take();
    }
  }

  static void skip_default(TokenReader& reader) {
    if (reader.sees_symbol("(")) return static_cast<void>(reader.in_brackets());
    if (reader.sees_symbol("-") || reader.sees_symbol("+")) reader.take();
    if (!reader.done()) reader.take();
  }

  std::vector<Token> tokens_;
  DeclaredTable table_;
  bool has_rowid_ = true;
  DeclaredColumn* current_ = nullptr;  ///< null: constraints of the table
};

}  // namespace

DeclaredTable parse_table(std::string_view sql) { return TableParser(sql).run(); }

DeclaredIndex parse_index(std::string_view sql, const DeclaredTable& table) {
  std::vector<Token> tokens = tokens_of(sql);
  TokenReader reader(tokens);
  DeclaredIndex index;
  reader.accept({"CREATE"});
  index.unique = reader.accept({"UNIQUE"});
  reader.accept({"INDEX"});
  reader.accept({"IF", "NOT", "EXISTS"});
  reader.name();
  reader.accept({"ON"});
  reader.name();
  read_terms(reader.in_brackets(), table, index.terms, index.columns);
  if (!reader.accept({"WHERE"})) return index;
  std::vector<Token> condition = unqualified(reader.rest(), table.name);
  index.condition = normal_text(condition, table.names);
  for (std::string& column : named_columns(condition, table.names))
    index.columns.push_back(std::move(column));
  return index;
}

ViewParts cut_view(Tokens tokens) {
  TokenReader reader(tokens);
  while (!reader.done() && !reader.accept({"VIEW"})) reader.take();
  reader.accept({"IF", "NOT", "EXISTS"});
  reader.name();
  ViewParts view;
  if (reader.sees_symbol("(")) {
    for (const Tokens& part : parts(reader.in_brackets(), ","))
      view.columns.push_back(part[0].name());
  }
  reader.accept({"AS"});
  view.select = reader.rest();
  return view;
}

TriggerParts cut_trigger(Tokens tokens) {
  TokenReader reader(tokens);
  while (!reader.done() && !reader.accept({"TRIGGER"})) reader.take();
  reader.accept({"IF", "NOT", "EXISTS"});
  reader.name();
  TriggerParts trigger;
  trigger.timing = "BEFORE";
  if (reader.accept({"INSTEAD", "OF"})) {
    trigger.timing = "INSTEAD OF";
  } else if (reader.accept({"AFTER"})) {
    trigger.timing = "AFTER";
  } else {
    reader.accept({"BEFORE"});
  }
  if (reader.done()) return trigger;
  trigger.event = upper(reader.take().text);
  if (reader.accept({"OF"})) {
    for (const Tokens& part : parts(reader.up_to("ON"), ","))
      trigger.columns.push_back(part[0].name());
  }
  reader.accept({"ON"});
  reader.name();
  reader.accept({"FOR", "EACH", "ROW"});
  if (reader.accept({"WHEN"})) trigger.condition = reader.up_to("BEGIN");
  reader.accept({"BEGIN"});
  Tokens body = reader.rest();
  if (!body.empty() && body.back().is(";")) body = body.first(body.size() - 1);
  if (!body.empty() && body.back().is_word("END")) body = body.first(body.size() - 1);
  trigger.body = parts(body, ";");
  return trigger;
}

}  // namespace syncline::sqlite
