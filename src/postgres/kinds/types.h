// What enums, domains and composite types share: one reader, and the way to replace a type under
// the columns that have it.
#pragma once

#include <string>

#include "dialect/kind.h"

namespace syncline::postgres {

/// How a column's values become values of the new type: an SQL expression. `column` is a quoted
/// name, `array` tells that the column holds an array of the type.
using Conversion = std::string (*)(const std::string& column, bool array, const Object& before,
                                   const Object& after);

/// Whether a column of a table has this type, or an array of it.
bool in_columns(const Object& type, const Catalog& catalog);

/// Sets the old type aside under another name, makes the new one, converts every column that has
/// the type before and after, and drops the old one. All that leans on the type or on these columns
/// must go first.
Alteration rebuild_type(const Object& before, const Object& after, const Ends& ends,
                        const std::string& create, Conversion conversion);

/// By way of text: right where values keep their spelling.
std::string convert_by_text(const std::string& column, bool array, const Object& before,
                            const Object& after);

}  // namespace syncline::postgres
