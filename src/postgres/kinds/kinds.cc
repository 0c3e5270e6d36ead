#include "postgres/kinds/kinds.h"

#include <array>

namespace syncline::postgres {

std::span<const Kind* const> all_kinds() {
  static constexpr std::array kinds{
      &schema_kind,   &extension_kind,  &enum_kind,      &domain_kind,    &composite_kind,
      &sequence_kind, &function_kind,   &procedure_kind, &aggregate_kind, &table_kind,
      &column_kind,   &constraint_kind, &index_kind,     &view_kind,      &materialized_view_kind,
      &rule_kind,     &trigger_kind,    &comment_kind,
  };
  return kinds;
}

std::span<const Reader* const> all_readers() {
  static constexpr std::array readers{
      &schema_reader,     &extension_reader,      &type_reader,     &relation_reader,
      &column_reader,     &column_default_reader, &sequence_reader, &routine_reader,
      &aggregate_reader,  &constraint_reader,     &view_reader,     &index_reader,
      &rule_reader,       &trigger_reader,        &comment_reader,  &unmanaged_reader,
      &dependency_reader,
  };
  return readers;
}

}  // namespace syncline::postgres
