// What ALTER COLUMN … TYPE does to rows, told from the two type names as format_type() writes them.
#pragma once

#include <string>

namespace syncline::postgres {

struct TypeChange {
  bool rewrites = true;  ///< every row is written anew; else only the catalog changes
  bool narrows = false;  ///< values may be cut or changed
  bool may_fail = true;  ///< a value may have no form in the new type
  /// "public.mood" or "text::public.mood" for USING; "": assignment does it.
  std::string conversion{};
};

TypeChange type_change(const std::string& before, const std::string& after);

}  // namespace syncline::postgres
