// Which file a SQLite session is with, and an empty one in its place.
#pragma once

#include "dialect/whole_database.h"

namespace syncline::sqlite {

extern const WholeDatabase whole_database;

}  // namespace syncline::sqlite
