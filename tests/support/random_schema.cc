#include "support/random_schema.h"

#include <algorithm>

#include "base/text.h"

namespace syncline::testing {

namespace {

struct Type {
  const char *postgres, *sqlite, *value;
};
constexpr Type types[] = {{"integer", "INTEGER", "7"},
                          {"bigint", "BIGINT", "8"},
                          {"text", "TEXT", "'x'"},
                          {"varchar(40)", "VARCHAR(40)", "'y'"},
                          {"numeric(10,2)", "NUMERIC", "1.5"},
                          {"boolean", "BOOLEAN", "true"},
                          {"date", "DATE", "'2020-01-01'"}};

int below(std::mt19937& random, int limit) {
  return static_cast<int>(random() % static_cast<unsigned>(limit));
}
bool chance(std::mt19937& random, int percent) { return below(random, 100) < percent; }

RandomColumn random_column(std::mt19937& random, int number) {
  return {"c" + std::to_string(number), below(random, static_cast<int>(std::size(types))),
          chance(random, 30), chance(random, 30)};
}

template <typename Item>
void toggle(std::vector<Item>& items, const Item& item) {
  auto found = std::find(items.begin(), items.end(), item);
  if (found == items.end()) {
    items.push_back(item);
  } else {
    items.erase(found);
  }
}

void toggle_index(RandomTable& table, std::mt19937& random) {
  if (table.columns.empty()) return;
  RandomIndex index;
  index.name = table.name + "_i" + std::to_string(below(random, 3));
  auto same = std::find_if(table.indexes.begin(), table.indexes.end(),
                           [&](const RandomIndex& one) { return one.name == index.name; });
  if (same != table.indexes.end()) {
    table.indexes.erase(same);
    return;
  }
  for (const RandomColumn& column : table.columns) {
    if (chance(random, 50)) index.columns.push_back(column.name);
  }
  if (index.columns.empty()) index.columns.push_back(table.columns[0].name);
  index.unique = chance(random, 30);
  index.partial = chance(random, 30);
  table.indexes.push_back(index);
}

void drop_column(RandomTable& table, std::size_t row) {
  std::string name = table.columns[row].name;
  std::erase(table.checked, name);
  std::erase(table.unique, name);
  std::erase_if(table.indexes, [&](const RandomIndex& index) {
    return std::count(index.columns.begin(), index.columns.end(), name) > 0;
  });
  table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(row));
}

RandomTable random_table(std::mt19937& random, int number, const RandomSchema& others) {
  RandomTable table;
  table.name = "t" + std::to_string(number);
  for (int column = below(random, 5); column >= 0; --column)
    table.columns.push_back(random_column(random, column));
  for (const RandomColumn& column : table.columns) {
    if (chance(random, 20)) table.checked.push_back(column.name);
    if (chance(random, 20)) table.unique.push_back(column.name);
  }
  for (const RandomTable& other : others.tables) {
    if (chance(random, 30)) table.references.push_back(other.name);
  }
  for (int i = below(random, 3); i > 0; --i) toggle_index(table, random);
  table.viewed = chance(random, 40);
  table.triggered = chance(random, 30);
  return table;
}

void edit_table(RandomTable& table, std::mt19937& random) {
  int row = table.columns.empty() ? -1 : below(random, static_cast<int>(table.columns.size()));
  switch (below(random, 10)) {
    case 0: {
      RandomColumn fresh = random_column(random, 10 + below(random, 5));
      bool taken =
          std::any_of(table.columns.begin(), table.columns.end(),
                      [&](const RandomColumn& column) { return column.name == fresh.name; });
      if (!taken) table.columns.push_back(fresh);
      return;
    }
    case 1:
      if (row >= 0) drop_column(table, static_cast<std::size_t>(row));
      return;
    case 2:
      if (row >= 0) {
        RandomColumn& column = table.columns[static_cast<std::size_t>(row)];
        column.type = below(random, static_cast<int>(std::size(types)));
      }
      return;
    case 3:
      if (row >= 0) table.columns[static_cast<std::size_t>(row)].not_null ^= true;
      return;
    case 4:
      if (row >= 0) table.columns[static_cast<std::size_t>(row)].with_default ^= true;
      return;
    case 5:
      if (row >= 0) toggle(table.checked, table.columns[static_cast<std::size_t>(row)].name);
      return;
    case 6:
      if (row >= 0) toggle(table.unique, table.columns[static_cast<std::size_t>(row)].name);
      return;
    case 7:
      return toggle_index(table, random);
    case 8:
      table.viewed ^= true;
      return;
    default:
      table.triggered ^= true;
  }
}

std::string column_sql(const RandomColumn& column, bool sqlite) {
  const Type& type = types[column.type];
  std::string sql = column.name + " " + (sqlite ? type.sqlite : type.postgres);
  if (column.with_default) sql += std::string(" DEFAULT ") + type.value;
  if (column.not_null) sql += " NOT NULL";
  return sql;
}

std::string table_sql(const RandomTable& table, bool sqlite) {
  std::vector<std::string> lines = {sqlite ? "id INTEGER PRIMARY KEY" : "id integer PRIMARY KEY"};
  for (const RandomColumn& column : table.columns) lines.push_back(column_sql(column, sqlite));
  for (const std::string& other : table.references) lines.push_back("ref_" + other + " integer");
  for (const std::string& name : table.unique) {
    lines.push_back("CONSTRAINT " + table.name + "_" + name + "_once UNIQUE (" + name + ")");
  }
  for (const std::string& name : table.checked) {
    lines.push_back("CONSTRAINT " + table.name + "_" + name + "_check CHECK (" + name +
                    " IS NOT NULL OR id > 0)");
  }
  if (sqlite) {
    for (const std::string& other : table.references) {
      lines.push_back("CONSTRAINT " + table.name + "_to_" + other + " FOREIGN KEY (ref_" + other +
                      ") REFERENCES " + other + " (id)");
    }
  }
  return "CREATE TABLE " + table.name + " (\n  " + join(lines, ",\n  ") + "\n);\n";
}

std::string standing_sql(const RandomTable& table, bool sqlite) {
  std::string sql;
  for (const RandomIndex& index : table.indexes) {
    sql += std::string("CREATE ") + (index.unique ? "UNIQUE " : "") + "INDEX " + index.name +
           " ON " + table.name + " (" + join(index.columns, ", ") + ")" +
           (index.partial ? " WHERE id > 3" : "") + ";\n";
  }
  std::vector<std::string> shown = {"id"};
  for (const RandomColumn& column : table.columns) shown.push_back(column.name);
  if (table.viewed) {
    sql += "CREATE VIEW v_" + table.name + " AS SELECT " + join(shown, ", ") + " FROM " +
           table.name + ";\n";
  }
  if (table.triggered) {
    sql +=
        "CREATE TRIGGER g_" + table.name + " AFTER INSERT ON " + table.name +
        (sqlite ? " BEGIN SELECT NEW.id; END;\n" : " FOR EACH ROW EXECUTE FUNCTION nothing();\n");
  }
  return sql;
}

}  // namespace

std::string RandomSchema::sql(bool sqlite) const {
  std::string text;
  if (!sqlite) {
    text =
        "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END "
        "$$;\n";
  }
  for (const RandomTable& table : tables) text += table_sql(table, sqlite);
  for (const RandomTable& table : tables) {
    for (const std::string& other : sqlite ? std::vector<std::string>() : table.references) {
      text += "ALTER TABLE " + table.name + " ADD CONSTRAINT " + table.name + "_to_" + other +
              " FOREIGN KEY (ref_" + other + ") REFERENCES " + other + " (id);\n";
    }
    text += standing_sql(table, sqlite);
  }
  return text;
}

RandomSchema RandomSchema::without(const std::string& name) const {
  RandomSchema rest = *this;
  std::erase_if(rest.tables, [&](const RandomTable& table) { return table.name == name; });
  for (RandomTable& table : rest.tables) std::erase(table.references, name);
  return rest;
}

RandomSchema random_schema(std::mt19937& random) {
  RandomSchema schema;
  int count = 2 + below(random, 4);
  for (int number = 0; number < count; ++number)
    schema.tables.push_back(random_table(random, number, schema));
  return schema;
}

RandomSchema edited(RandomSchema schema, std::mt19937& random) {
  for (int edits = 1 + below(random, 6); edits > 0; --edits) {
    int sort = below(random, 10);
    if (sort == 0) {
      int number = 10 + edits;  // many edits in a row: the name may be taken
      while (std::ranges::any_of(schema.tables, [&](const RandomTable& table) {
        return table.name == "t" + std::to_string(number);
      })) {
        ++number;
      }
      schema.tables.push_back(random_table(random, number, schema));
    } else if (sort == 1 && schema.tables.size() > 1) {
      schema = schema.without(schema.tables[random() % schema.tables.size()].name);
    } else if (sort == 2) {
      RandomTable& table = schema.tables[random() % schema.tables.size()];
      toggle(table.references, schema.tables[random() % schema.tables.size()].name);
    } else {
      edit_table(schema.tables[random() % schema.tables.size()], random);
    }
  }
  return schema;
}

}  // namespace syncline::testing
