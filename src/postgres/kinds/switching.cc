#include "postgres/kinds/switching.h"

#include <fmt/format.h>

#include "postgres/sql.h"

namespace syncline::postgres {

std::string switch_state(std::string_view letter) {
  if (letter == "D") return "disabled";
  if (letter == "R") return "replica";
  if (letter == "A") return "always";
  return {};
}

std::string switch_statement(const Object& object, std::string_view noun, std::string_view state) {
  std::string_view verb = state == "disabled"  ? "DISABLE"
                          : state == "replica" ? "ENABLE REPLICA"
                          : state == "always"  ? "ENABLE ALWAYS"
                                               : "ENABLE";
  return fmt::format("ALTER TABLE {} {} {} {}", qualified(object.id.path(), 2), verb, noun,
                     quote_name(object.id.name()));
}

}  // namespace syncline::postgres
