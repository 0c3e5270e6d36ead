// What several kinds need to write their queries and steps.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/kind.h"

namespace syncline::postgres {

/// Condition of a query: the row `oid` of `catalog` is no member of an extension, nor made by the
/// server as a part of another object. A scalar sub-select on purpose: it is an index lookup for
/// each row that is left, where an anti-join would read all of pg_depend. Its guessed cost hides
/// that of joins with large catalogs from the server's planner, so queries that use it have none.
std::string stands_alone(std::string_view catalog, std::string_view oid);

/// Whether an attribute has another value after than before.
bool differs(const Object& before, const Object& after, Symbol attribute);

Steps one_step(std::string sql, std::vector<Hazard> hazards = {});

/// The hazard of dropping something that programs call by name; none when it is only replaced.
std::vector<Hazard> drop_hazards(const Object& object, const Ends& ends);

void append(Steps& steps, Steps more);

/// Fills makes, needs, drops and frees of a step that alters an object in a way which asks what
/// leans on its old form to go first.
void alters_form(Step& step, const Object& before, const Object& after);

/// The name at the beginning of "name type" or "name CHECK (…)", as it stands there, quotes
/// included.
std::string leading_name(std::string_view text);
std::string unquoted(std::string_view name);

}  // namespace syncline::postgres
