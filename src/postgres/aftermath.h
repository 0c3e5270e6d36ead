// What the catalog says of statements that run outside a transaction, before and after them.
#pragma once

#include <string>
#include <string_view>

#include "dialect/aftermath.h"
#include "postgres/connection.h"

namespace syncline::postgres {

/// As Session::witness() and Session::aftermath().
std::string witness_of(Connection& connection, std::string_view sql);
Aftermath aftermath_of(Connection& connection, std::string_view sql, const std::string& witness);

}  // namespace syncline::postgres
