// Tables above and below a table (partitions and heirs), and the columns that they take from above.
//
// A partition's columns are objects with all their attributes, but the statement on the table above
// also makes, alters and drops them.
#pragma once

#include <vector>

#include "dialect/kind.h"
#include "model/catalog.h"

namespace syncline::postgres {

/// The tables that this one is a partition of, or inherits from.
std::vector<ObjectId> parents_of(const Object& table);
/// The tables directly below.
std::vector<const Object*> heirs_of(ObjectId table, const Catalog& catalog);
/// Whether `above` is directly above `table` in both ends.
bool stays_below(ObjectId table, ObjectId above, const Ends& ends);

/// The column of this name in `catalog`, in the first table that stays directly above; null: none.
const Object* column_above(const Object& column, const Catalog& catalog, const Ends& ends);
/// Whether there is one.
bool comes_from_above(const Object& column, const Catalog& catalog, const Ends& ends);
/// The column's namesakes in all tables that stay below, at every depth, as far as `catalog` has
/// them.
std::vector<const Object*> columns_below(ObjectId column, const Catalog& catalog, const Ends& ends);

/// Whether all namesakes below have, in the end, the same value: then one statement does for all.
bool same_below(const Object& column, Symbol attribute, const Ends& ends);
/// Whether the statement on a table above makes this change here as well.
bool changed_from_above(const Object& column, Symbol attribute, const Ends& ends);

/// The check constraints of the tables above: a partition must have them before it is attached.
std::vector<const Object*> checks_above(const Object& table, const Catalog& catalog);

}  // namespace syncline::postgres
