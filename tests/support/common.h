// The heavy headers of tests, compiled once for a cold build (see cmake/rooms.cmake). No file includes
// this one: each names what it uses.
#pragma once

#include <gtest/gtest.h>

#include "base/common.h"
