// What ALTER TABLE cannot do: the table is made anew.
//
// The procedure of https://www.sqlite.org/lang_altertable.html#otheralter, inside a transaction
// with foreign keys off: a new table, the rows copied, the old table dropped, the new one renamed.
// While legacy_alter_table is on, renaming leaves the texts of views, triggers and foreign keys
// elsewhere alone, so they name the new table afterwards. Indexes and triggers of the table go with
// it; the planner makes them again.
#pragma once

#include "dialect/kind.h"

namespace syncline::sqlite {

Steps rebuild_table(const Object& before, const Object& after, const Ends& ends);

}  // namespace syncline::sqlite
