#include "schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace bench {
namespace {

// Tables come in groups of ten, which share an enum, a view, and a trigger with its function.
constexpr int group_size = 10;

// splitmix64: the same numbers everywhere, unlike the distributions of <random>.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  int below(int limit) {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return static_cast<int>((z ^ (z >> 31)) % static_cast<std::uint64_t>(limit));
  }

 private:
  std::uint64_t state_;
};

struct Pattern {
  std::string_view name, type, rest;
};

constexpr std::array<Pattern, 10> patterns{{
    {"title", "text", "NOT NULL"},
    {"code", "character varying(40)", "NOT NULL DEFAULT ''"},
    {"amount", "numeric(12,2)", "NOT NULL DEFAULT 0"},
    {"quantity", "integer", "NOT NULL DEFAULT 1"},
    {"score", "double precision", ""},
    {"is_open", "boolean", "NOT NULL DEFAULT true"},
    {"due_on", "date", ""},
    {"note", "text", ""},
    {"weight", "smallint", "DEFAULT 0"},
    {"total", "bigint", "NOT NULL DEFAULT 0"},
}};

constexpr std::array<std::string_view, 8> nouns{"account", "order",  "shipment", "invoice",
                                                "ticket",  "device", "report",   "contract"};

Table make_table(int number, std::uint64_t seed) {
  Dice dice(seed * 1'000'003 + static_cast<std::uint64_t>(number));
  Table table;
  table.number = number;
  table.name =
      fmt::format("{}_{:04}", nouns[static_cast<std::size_t>(dice.below(nouns.size()))], number);
  table.columns.push_back({"id", "bigint", "PRIMARY KEY", "Given by the application"});
  for (int link = 0; link < 2; ++link) {
    std::string name = link == 0 ? "owner_id" : "origin_id";
    table.columns.push_back({name, "bigint", link == 0 ? "NOT NULL" : "", ""});
    table.foreign_keys.push_back({name, number == 0 ? 0 : dice.below(number)});
  }
  const int first = dice.below(patterns.size());
  for (int i = 0; i < 7; ++i) {
    const Pattern& pattern = patterns[static_cast<std::size_t>(first + i) % patterns.size()];
    std::string comment = i < 2 ? fmt::format("The {} of a {}", pattern.name, table.name) : "";
    table.columns.push_back(
        {std::string(pattern.name), std::string(pattern.type), std::string(pattern.rest), comment});
  }
  table.columns.push_back(
      {"state", fmt::format("state_{:03}", number / group_size), "NOT NULL DEFAULT 'open'", ""});
  table.columns.push_back(
      {"changed_at", "timestamp with time zone", "NOT NULL DEFAULT CURRENT_TIMESTAMP", ""});
  const std::string plain = table.columns[3].name, other = table.columns[4].name;
  table.indexes.push_back({table.name + "_owner", "owner_id, changed_at", "", false});
  table.indexes.push_back({table.name + "_" + plain, plain, "origin_id IS NOT NULL", false});
  table.indexes.push_back({table.name + "_unique", other + ", id", "", true});
  table.checks.push_back({table.name + "_not_itself", "owner_id <> id OR id = 0"});
  table.checks.push_back({table.name + "_id_positive", "id >= 0"});
  return table;
}

void add_column(Table& table, Dice& dice) {
  table.columns.push_back(
      {fmt::format("extra_{}", dice.below(1000)), "integer", "NOT NULL DEFAULT 0", "Added later"});
}

void drop_column(Table& table) {
  // The sixth column is in no index, check, or view.
  if (table.columns.size() > 6) table.columns.erase(table.columns.begin() + 5);
}

void widen_column(Table& table) {
  for (Column& column : table.columns) {
    if (column.type == "integer" || column.type == "smallint") {
      column.type = "bigint";
      return;
    }
    if (column.type.starts_with("character varying")) {
      column.type = "text";
      return;
    }
  }
  table.columns.back().comment = "Changed";
}

// Every sort of change in turn, so that a few changes are never all of one sort.
void change_table(Table& table, int sort, Dice& dice) {
  switch (sort % 6) {
    case 0:
      return add_column(table, dice);
    case 1:
      return drop_column(table);
    case 2:
      return widen_column(table);
    case 3:
      table.indexes.push_back({table.name + "_changed", "changed_at", "", false});
      return;
    case 4:
      table.checks.back().expression = "id >= -1";
      return;
    default:
      table.view_shows_more = true;
  }
}

std::string quoted(std::string_view text) { return fmt::format("'{}'", text); }

// What both dialects write alike: a table's lines between its parentheses.
template <typename TypeOf>
std::string table_body(const Table& table, const Schema& schema, TypeOf type_of) {
  std::string text;
  for (const Column& column : table.columns) {
    text += fmt::format("  {} {}{}{},\n", column.name, type_of(column),
                        column.rest.empty() ? "" : " ", column.rest);
  }
  for (const Check& check : table.checks) {
    text += fmt::format("  CONSTRAINT {} CHECK ({}),\n", check.name, check.expression);
  }
  for (const ForeignKey& key : table.foreign_keys) {
    const std::string& target = schema.tables[static_cast<std::size_t>(key.table)].name;
    text += fmt::format("  CONSTRAINT {}_{}_fk FOREIGN KEY ({}) REFERENCES {} (id),\n", table.name,
                        key.column, key.column, target);
  }
  text.erase(text.size() - 2, 1);
  return text;
}

void add_indexes(std::string& text, const Table& table) {
  for (const Index& index : table.indexes) {
    text +=
        fmt::format("CREATE {}INDEX {} ON {} ({}){};\n", index.unique ? "UNIQUE " : "", index.name,
                    table.name, index.columns, index.where.empty() ? "" : " WHERE " + index.where);
  }
}

void add_view(std::string& text, const Table& table, const Schema& schema) {
  const std::string& owner =
      schema.tables[static_cast<std::size_t>(table.foreign_keys[0].table)].name;
  text += fmt::format(
      "CREATE VIEW open_{0} AS\nSELECT t.id, t.{1}, t.state, o.id AS owner{2}\nFROM {0} t\n"
      "JOIN {3} o ON o.id = t.owner_id\nWHERE t.state = 'open' AND t.origin_id IS NOT NULL;\n",
      table.name, table.columns[3].name, table.view_shows_more ? ", t.changed_at" : "", owner);
}

std::string sqlite_type(const Column& column) {
  if (column.type.starts_with("state_")) return "TEXT";
  if (column.type == "bigint" && column.rest == "PRIMARY KEY") return "INTEGER";
  return column.type;
}

}  // namespace

Schema make_schema(int tables, std::uint64_t seed) {
  Schema schema;
  for (int number = 0; number < tables; ++number) schema.tables.push_back(make_table(number, seed));
  return schema;
}

void change_schema(Schema& schema, double percent, std::uint64_t seed) {
  Dice dice(seed ^ 0x5eed);
  const int count = static_cast<int>(schema.tables.size());
  const int changes = std::max(1, static_cast<int>(count * percent / 100));
  const int stride = count / changes;
  for (int i = 0; i < changes; ++i) {
    int number = i * stride + dice.below(stride);
    if (i % 6 == 5) number -= number % group_size;  // only the first of a group has a view
    change_table(schema.tables[static_cast<std::size_t>(number)], i, dice);
  }
}

std::string postgresql_text(const Schema& schema) {
  std::string text;
  for (const Table& table : schema.tables) {
    const bool leads = table.number % group_size == 0;
    const int group = table.number / group_size;
    if (leads)
      text +=
          fmt::format("CREATE TYPE state_{:03} AS ENUM ('open', 'waiting', 'closed');\n\n", group);
    text +=
        fmt::format("CREATE TABLE {} (\n{});\n", table.name,
                    table_body(table, schema, [](const Column& column) { return column.type; }));
    text += fmt::format("COMMENT ON TABLE {} IS {};\n", table.name, quoted("Table " + table.name));
    for (const Column& column : table.columns) {
      if (column.comment.empty()) continue;
      text += fmt::format("COMMENT ON COLUMN {}.{} IS {};\n", table.name, column.name,
                          quoted(column.comment));
    }
    add_indexes(text, table);
    if (leads) {
      add_view(text, table, schema);
      text += fmt::format(
          "CREATE FUNCTION touch_{0}() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n"
          "  NEW.changed_at := now();\n  RETURN NEW;\nEND\n$$;\n"
          "CREATE TRIGGER {0}_touched BEFORE UPDATE ON {0}\n  FOR EACH ROW EXECUTE FUNCTION "
          "touch_{0}();\n",
          table.name);
    }
    text += '\n';
  }
  return text;
}

std::string sqlite_text(const Schema& schema) {
  std::string text;
  for (const Table& table : schema.tables) {
    text += fmt::format("CREATE TABLE {} (\n{});\n", table.name,
                        table_body(table, schema, sqlite_type));
    add_indexes(text, table);
    if (table.number % group_size == 0) {
      add_view(text, table, schema);
      text += fmt::format(
          "CREATE TRIGGER {0}_touched AFTER UPDATE OF state ON {0}\nBEGIN\n"
          "  UPDATE {0} SET changed_at = CURRENT_TIMESTAMP WHERE id = NEW.id;\nEND;\n",
          table.name);
    }
    text += '\n';
  }
  return text;
}

}  // namespace bench
