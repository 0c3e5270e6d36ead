// Which PostgreSQL database a session is with, and a new one in its place.
#pragma once

#include "dialect/whole_database.h"

namespace syncline::postgres {

extern const WholeDatabase whole_database;

}  // namespace syncline::postgres
