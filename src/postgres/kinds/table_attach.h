// A table below others: attaching it as a partition, detaching it, and INHERIT.
#pragma once

#include "dialect/kind.h"

namespace syncline::postgres {

/// ALTER TABLE … ATTACH PARTITION for a table that stands alone, with all that it waits for.
Step attach_partition(const Object& table, const Catalog& catalog);

Alteration alter_partition(const Object& before, const Object& after, const Ends& ends);
Alteration alter_bound(const Object& before, const Object& after, const Ends& ends);
Alteration alter_inherits(const Object& before, const Object& after, const Ends& ends);

/// Takes a partition off a table that is replaced, and puts it back.
Release release_partition(const Object& before, const Object& after, ObjectId replaced);

/// A check or foreign key that the tables above give to a table is no object. It turns into one
/// when the table is detached, and the other way when it is attached: then it is neither made nor
/// dropped.
bool left_by_detaching(const Object& constraint, const Ends& ends);
bool taken_by_attaching(const Object& constraint, const Ends& ends);

}  // namespace syncline::postgres
