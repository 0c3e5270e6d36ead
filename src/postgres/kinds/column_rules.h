// How a column's attributes are altered; the table of them is in column.cc.
#pragma once

#include <span>

#include "dialect/kind.h"

namespace syncline::postgres {

Alteration alter_type(const Object& before, const Object& after, const Ends& ends);
Alteration alter_collation(const Object& before, const Object& after, const Ends& ends);
Alteration alter_identity(const Object& before, const Object& after, const Ends& ends);
Alteration alter_identity_sequence(const Object& before, const Object& after, const Ends& ends);
Alteration alter_default(const Object& before, const Object& after, const Ends& ends);
Alteration alter_not_null(const Object& before, const Object& after, const Ends& ends);
Alteration alter_generated(const Object& before, const Object& after, const Ends& ends);
Alteration alter_expression(const Object& before, const Object& after, const Ends& ends);
Alteration alter_storage(const Object& before, const Object& after, const Ends& ends);
Alteration alter_compression(const Object& before, const Object& after, const Ends& ends);
Alteration alter_statistics(const Object& before, const Object& after, const Ends& ends);
Alteration alter_column_options(const Object& before, const Object& after, const Ends& ends);
Alteration alter_inherited(const Object& before, const Object& after, const Ends& ends);

/// Lets go of a type, or of a function or sequence in the default, and takes hold of it again.
Release release_column(const Object& before, const Object& after, ObjectId replaced);

/// Sets the default of a column whose type or existence comes from above, where the default does
/// not.
Steps own_default(const Object& column, const Ends& ends);

/// "GENERATED ALWAYS AS IDENTITY (…)".
std::string identity_clause(const Object& column);

/// Adds to `step` what it makes or drops in the tables below, when there is anything below.
void include_below(Step& step, const Object& column, const Ends& ends, bool makes, bool drops);

}  // namespace syncline::postgres
