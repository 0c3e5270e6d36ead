// Who holds a lock on a database file, and how much room its disk has.
#pragma once

#include "dialect/obstacles.h"

namespace syncline::sqlite {

extern const ObstacleTools obstacle_tools;

}  // namespace syncline::sqlite
