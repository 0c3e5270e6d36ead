#include "sqlite/kinds/kinds.h"

namespace syncline::sqlite {

std::span<const Kind* const> all_kinds() {
  static const Kind* const kinds[] = {&table_kind, &column_kind, &constraint_kind,
                                      &index_kind, &view_kind,   &trigger_kind};
  return kinds;
}

}  // namespace syncline::sqlite
