// The same schema on different servers gives the same text: where an older server writes an
// expression otherwise than a newer one, its text is brought to the newer form. The result means
// the same, and a server that is given it makes what it had before.
//
// Every expression that a pg_get_…() function wrote goes through here before it becomes an
// attribute: CHECK constraints, defaults, index keys and predicates, trigger conditions, rules,
// views.
//
// What differs between versions and is not brought together, because the meaning differs or because
// the older text does not tell which of two forms was written:
//   - EXTRACT() is numeric since 14, and double precision (date_part()) in 13;
//   - 13 writes f(a, b) for SUBSTRING(a FROM b), LTRIM, RTRIM with key words as for the plain call;
//   - implicit casts of the arguments of OVERLAPS, which 13 shows;
//   - the name that a nameless column of a sub-select is given ("bool" in 14, "?column?" since 15).
#pragma once

#include <string>
#include <string_view>

namespace syncline::postgres {

/// An expression, or a definition that holds some. `server_version` is server_version_num.
std::string normalise_expression(std::string_view text, int server_version);

/// The text of pg_get_function_arguments() for a procedure, where servers since 14 write out IN.
std::string normalise_arguments(std::string_view text, int server_version);

/// The text of pg_get_viewdef(), without the closing semicolon.
std::string normalise_view(std::string_view text, int server_version);

}  // namespace syncline::postgres
