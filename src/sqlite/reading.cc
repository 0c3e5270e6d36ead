#include "sqlite/reading.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <unordered_set>

#include "base/text.h"
#include "sqlite/constraints.h"
#include "sqlite/declaration.h"
#include "sqlite/declare.h"
#include "sqlite/sql.h"

namespace syncline::sqlite {

namespace {

/// NOT LIKE 'x\_%': _ stands for any character in LIKE, and LIKE has no case.
const char* const schema_query = R"(
SELECT type, name, tbl_name, sql FROM main.sqlite_schema
WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
  AND tbl_name NOT LIKE 'syncline\_%' ESCAPE '\')";

const char* const column_query = R"(
SELECT m.name, x.name, x.type, x."notnull", x.dflt_value, x.hidden
FROM main.sqlite_schema AS m CROSS JOIN pragma_table_xinfo(m.name, 'main') AS x
WHERE m.type = 'table' AND m.rootpage > 0 AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\'
  AND m.name NOT LIKE 'syncline\_%' ESCAPE '\')";

/// A default as SQLite takes it: a bare or double-quoted word is a text, NULL is none.
std::string normal_default(std::string_view text) {
  std::vector<Token> tokens = tokens_of(text);
  if (tokens.size() == 1) {
    const Token& only = tokens[0];
    if (only.is_word("NULL")) return "";
    bool value =
        only.is_word("TRUE") || only.is_word("FALSE") || starts_with_nocase(only.text, "CURRENT_");
    bool name = only.type == TokenType::Quoted || only.type == TokenType::Word;
    if (name && !value) return quote_text(only.name());
  }
  if (tokens.size() == 2 && tokens[0].is("+")) tokens.erase(tokens.begin());
  return normal_text(tokens);
}

/// VARCHAR(10), DECIMAL(10, 2): SQLite keeps a type as it was written.
std::string normal_type(std::string_view text) {
  std::vector<Token> tokens = tokens_of(text);
  std::string type;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    bool tight = i == 0 || token.is("(") || token.is(")") || token.is(",") ||
                 tokens[i - 1].is("(") || tokens[i - 1].is("-") || tokens[i - 1].is("+");
    if (!tight) type += ' ';
    type += token.type == TokenType::Word ? upper(token.text) : std::string(token.text);
  }
  return type;
}

class Reader {
 public:
  explicit Reader(Connection& connection) : connection_(connection) {}

  Catalog run() {
    read_table_list();
    read_schema();
    for (const Entry& entry : entries_["table"]) add_table(entry);
    read_columns();
    for (auto& [name, table] : tables_) add_constraints(table);
    for (const Entry& entry : entries_["view"])
      relations_[lower(entry.name)] = {"view", {entry.name}};
    for (const Entry& entry : entries_["index"]) add_index(entry);
    for (const Entry& entry : entries_["view"]) add_view(entry);
    for (const Entry& entry : entries_["trigger"]) add_trigger(entry);
    std::vector<Unmanaged> unmanaged;
    for (auto& [kind, names] : unmanaged_) {
      std::sort(names.begin(), names.end());
      unmanaged.push_back({kind, std::move(names)});
    }
    return Catalog(std::move(objects_), std::move(unmanaged));
  }

 private:
  struct Entry {
    std::string name, table, sql;
  };
  struct Listed {
    std::string type;
    bool without_rowid = false, strict = false;
  };

  void read_table_list() {
    Cursor rows = connection_.prepare(
        "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'");
    while (rows.next())
      listed_[lower(rows.text(0))] = {rows.string(1), rows.number(2) != 0, rows.number(3) != 0};
  }

  void read_schema() {
    Cursor rows = connection_.prepare(schema_query);
    while (rows.next())
      entries_[rows.string(0)].push_back({rows.string(1), rows.string(2), rows.string(3)});
  }

  void add_table(const Entry& entry) {
    const Listed& listed = listed_[lower(entry.name)];
    if (listed.type == "virtual" || listed.type == "shadow") {
      unmanaged_[listed.type + " table"].push_back(entry.name);
      return;
    }
    DeclaredTable& table = tables_[lower(entry.name)] = parse_table(entry.sql);
    table.name = entry.name;
    relations_[lower(entry.name)] = table_id(entry.name);
    Object object;
    object.id = table_id(entry.name);
    object.attributes.set("without_rowid", listed.without_rowid);
    object.attributes.set("strict", listed.strict);
    objects_.push_back(std::move(object));
  }

  void read_columns() {
    Cursor rows = connection_.prepare(column_query);
    const DeclaredTable* table = nullptr;
    std::string name;
    std::size_t position = 0;
    while (rows.next()) {
      if (rows.text(0) != name) {
        name = rows.string(0);
        auto found = tables_.find(lower(name));
        table = found == tables_.end() ? nullptr : &found->second;
        position = 0;
      }
      if (table) add_column(rows, *table, position++);
    }
  }

  void add_column(const Cursor& row, const DeclaredTable& table, std::size_t position) {
    if (position >= table.columns.size() || table.columns[position].name != row.text(1)) {
      throw std::logic_error("the declaration of table " + table.name + " was misread at column " +
                             row.string(1));
    }
    const DeclaredColumn& declared = table.columns[position];
    Object object;
    object.id = column_id(table.name, declared.name);
    object.parent = table_id(table.name);
    object.position = static_cast<std::int64_t>(position);
    object.depends_on = {object.parent};
    Attributes& attributes = object.attributes;
    attributes.set("type", normal_type(row.text(2)));
    attributes.set("not_null", row.number(3) != 0);
    attributes.set("not_null_conflict", declared.not_null_conflict);
    attributes.set("collation", declared.collation);
    if (declared.generated.empty()) {
      attributes.set("default", normal_default(row.text(4)));
    } else {
      constexpr std::int64_t stored = 3;
      attributes.set("generated", declared.generated);
      attributes.set("stored", row.number(5) == stored);
      depend_on_columns(object, table, tokens_of(declared.generated));
    }
    objects_.push_back(std::move(object));
  }

  static void depend_on_columns(Object& object, const DeclaredTable& table, Tokens tokens) {
    for (const Token& token : tokens) {
      if (token.type != TokenType::Word && token.type != TokenType::Quoted) continue;
      auto found = table.names.find(lower(token.name()));
      if (found == table.names.end()) continue;
      ObjectId id = column_id(table.name, found->second);
      if (id != object.id) object.depends_on.push_back(id);
    }
  }

  void add_constraints(DeclaredTable& table) {
    for (DeclaredConstraint& constraint : table.constraints) {
      auto parent = tables_.find(lower(constraint.references));
      if (parent == tables_.end()) continue;
      constraint.references = parent->second.name;
      // SQLite takes a key that does not fit, as long as nobody says which columns it means.
      std::vector<std::string> key = primary_key(parent->second);
      if (constraint.referenced.empty() && key.size() == constraint.terms.size())
        constraint.referenced = std::move(key);
      for (std::string& column : constraint.referenced) {
        auto found = parent->second.names.find(lower(column));
        if (found != parent->second.names.end()) column = found->second;
      }
    }
    for (Object& object : constraint_objects(table)) objects_.push_back(std::move(object));
  }

  static std::vector<std::string> primary_key(const DeclaredTable& table) {
    for (const DeclaredConstraint& constraint : table.constraints) {
      if (constraint.type == "primary key") return constraint.columns;
    }
    return {};
  }

  /// The table or view of an index or trigger; nothing when it is unmanaged, and so is what hangs
  /// on it.
  ObjectId parent_of(const Entry& entry, const char* kind) {
    auto found = relations_.find(lower(entry.table));
    if (found != relations_.end()) return found->second;
    unmanaged_[std::string(kind) + " of an unmanaged table"].push_back(entry.name);
    return {};
  }

  void add_index(const Entry& entry) {
    Object object;
    object.id = {"index", {entry.name}};
    object.parent = parent_of(entry, "index");
    if (!object.parent) return;
    const DeclaredTable& table = tables_[lower(entry.table)];
    DeclaredIndex index = parse_index(entry.sql, table);
    object.attributes.set("table", table.name);
    object.attributes.set("unique", index.unique);
    object.attributes.set("columns", index.terms);
    object.attributes.set("condition", index.condition);
    object.depends_on = {object.parent};
    for (const std::string& column : index.columns)
      object.depends_on.push_back(column_id(table.name, column));
    objects_.push_back(std::move(object));
  }

  /// The words that may name a table or a view: not what follows AS, not the b of `a.b`.
  static std::unordered_set<std::string> words_of(Tokens tokens, bool relations) {
    std::unordered_set<std::string> words;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].type != TokenType::Word && tokens[i].type != TokenType::Quoted) continue;
      bool schema = i > 1 && tokens[i - 1].is(".") && lower(tokens[i - 2].name()) == "main";
      bool other = i > 0 && (tokens[i - 1].is_word("AS") || (tokens[i - 1].is(".") && !schema));
      if (!relations || !other) words.insert(lower(tokens[i].name()));
    }
    return words;
  }

  /// Tables and views that the tokens name, with the columns of these that they name, too.
  Names lean_on(Object& object, Tokens tokens) {
    std::unordered_set<std::string> words = words_of(tokens, false);
    Names names;
    for (const std::string& word : words_of(tokens, true)) {
      auto relation = relations_.find(word);
      if (relation == relations_.end() || relation->second == object.id) continue;
      // Two views cannot lean on each other: one of the words only looked like the other's name.
      if (leans(relation->second, object.id)) continue;
      if (relation->second.kind() == "view") views_below_[object.id].push_back(relation->second);
      object.depends_on.push_back(relation->second);
      names.emplace(word, relation->second.name());
      auto table = tables_.find(word);
      if (table == tables_.end()) continue;
      for (const auto& [lower_case, column] : table->second.names) {
        if (!words.count(lower_case)) continue;
        object.depends_on.push_back(column_id(table->second.name, column));
        names.emplace(lower_case, column);
      }
    }
    std::sort(object.depends_on.begin(), object.depends_on.end());
    return names;
  }

  bool leans(ObjectId upper_view, ObjectId lower_view) const {
    auto found = views_below_.find(upper_view);
    if (found == views_below_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](ObjectId below) {
      return below == lower_view || leans(below, lower_view);
    });
  }

  void add_view(const Entry& entry) {
    std::vector<Token> tokens = tokens_of(entry.sql);
    ViewParts view = cut_view(tokens);
    Object object;
    object.id = {"view", {entry.name}};
    Names names = lean_on(object, view.select);
    object.attributes.set("columns", view.columns);
    object.attributes.set("definition", normal_text(view.select, names, Spelling::AsWritten));
    objects_.push_back(std::move(object));
  }

  void add_trigger(const Entry& entry) {
    Object object;
    object.id = {"trigger", {entry.name}};
    object.parent = parent_of(entry, "trigger");
    if (!object.parent) return;
    std::vector<Token> tokens = tokens_of(entry.sql);
    TriggerParts trigger = cut_trigger(tokens);
    Names names = lean_on(object, tokens);
    std::vector<std::string> body;
    for (Tokens statement : trigger.body)
      body.push_back(normal_text(statement, names, Spelling::AsWritten));
    for (std::string& column : trigger.columns) {
      auto known = names.find(lower(column));
      if (known != names.end()) column = known->second;
    }
    Attributes& attributes = object.attributes;
    attributes.set("table", object.parent.name());
    attributes.set("timing", trigger.timing);
    attributes.set("event", trigger.event);
    attributes.set("columns", trigger.columns);
    attributes.set("condition", normal_text(trigger.condition, names, Spelling::AsWritten));
    attributes.set("body", body);
    objects_.push_back(std::move(object));
  }

  Connection& connection_;
  std::unordered_map<std::string, Listed> listed_;  // all keyed by lower case
  std::unordered_map<std::string, DeclaredTable> tables_;
  std::unordered_map<std::string, ObjectId> relations_;
  std::unordered_map<std::string, std::vector<Entry>>
      entries_;  ///< by type, as sqlite_schema has it
  std::unordered_map<ObjectId, std::vector<ObjectId>> views_below_;
  std::map<std::string, std::vector<std::string>> unmanaged_;
  std::vector<Object> objects_;
};

}  // namespace

Catalog read_catalog(Connection& connection) { return Reader(connection).run(); }

}  // namespace syncline::sqlite
