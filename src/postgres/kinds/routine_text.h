// The SQL of a function or procedure.
#pragma once

#include <string>
#include <string_view>

#include "model/object.h"

namespace syncline::postgres {

/// "FUNCTION schema.name(types)": how ALTER and DROP name it.
std::string routine_name(const Object& routine);

/// The whole definition; `verb` is CREATE or CREATE OR REPLACE.
std::string routine_statement(const Object& routine, std::string_view verb);

}  // namespace syncline::postgres
