// Indexes and keys of partitioned tables, and those of the partitions that are attached to them.
//
// A partition's index has a name of its own, so it is an object, with the attribute "partition_of".
// The server may have made it together with the one above; then it has the server's usual name.
#pragma once

#include <vector>

#include "dialect/kind.h"
#include "model/catalog.h"

namespace syncline::postgres {

/// Whether the table is a partition of the same table in both ends.
bool stays_attached(ObjectId table, const Ends& ends);
/// An id for steps that need a table to be attached already.
ObjectId attached(ObjectId table);

/// The index or key to which `part` is attached; empty: none.
ObjectId attached_to(const Object& part, const Catalog& catalog);
/// The indexes and keys of a partition that are attached.
std::vector<const Object*> parts_on(ObjectId table, const Catalog& catalog);
/// Whether the server itself would give `part` its name.
bool has_usual_name(const Object& part);

/// What making `part` needs: the server says that it depends on what it is attached to, but it is
/// made before it is attached.
std::vector<ObjectId> needs_without_whole(const Object& part, const Catalog& catalog);

/// How an index or key of a table is made.
struct Reach {
  bool only =
      false;  ///< not for the partitions that exist: theirs are made one by one and attached
  std::vector<ObjectId> makes;  ///< itself, and what the server makes below
};
Reach reach_of(const Object& whole, const Ends& ends);

/// Whether `part` is made by the statement that makes what it is attached to, or by PARTITION OF.
bool made_from_above(const Object& part, const Ends& ends);
/// Whether `part` goes only with what it is attached to.
bool dropped_from_above(const Object& part, const Ends& ends);
/// Fills what dropping `whole` takes along when something is attached to it.
void include_parts(Step& drop, const Object& whole, const Catalog& from);

/// Attaches `part`, made on its own, when its table is a partition already.
Steps attach_part(const Object& part, const Ends& ends);
/// The rule of "partition_of" of indexes and keys.
Alteration alter_part(const Object& before, const Object& after, const Ends& ends);

/// Whether CREATE TABLE … PARTITION OF gives exactly this table.
bool is_plain_partition(const Object& table, const Catalog& catalog);

}  // namespace syncline::postgres
