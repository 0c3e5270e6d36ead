// bench_generate DIALECT TABLES [--seed N] [--change PERCENT]: prints a schema as SQL.
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "schema.h"

namespace {

int usage() {
  std::cerr << "usage: bench_generate postgresql|sqlite TABLES [--seed N] [--change PERCENT]\n";
  return 2;
}

}  // namespace

int main(int count, char** words) {
  if (count < 3 || count % 2 == 0) return usage();
  const std::string_view dialect = words[1];
  const int tables = std::atoi(words[2]);
  std::uint64_t seed = 1;
  double change = 0;
  for (int i = 3; i < count; i += 2) {
    const std::string_view name = words[i];
    if (name == "--seed") {
      seed = std::strtoull(words[i + 1], nullptr, 10);
    } else if (name == "--change") {
      change = std::atof(words[i + 1]);
    } else {
      return usage();
    }
  }
  if (tables < 1 || (dialect != "postgresql" && dialect != "sqlite")) return usage();
  // The seed says which tables change and how; the schema that is changed is always the same.
  bench::Schema schema = bench::make_schema(tables, 1);
  if (change > 0) bench::change_schema(schema, change, seed);
  std::cout << (dialect == "sqlite" ? bench::sqlite_text(schema) : bench::postgresql_text(schema));
}
