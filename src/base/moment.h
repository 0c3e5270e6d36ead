// Moments as the ledger writes them: "2025-01-31T09:30:00.125Z".
#pragma once

#include <string>

namespace syncline {

/// Seconds since 1970 with their fraction; 0 for text that is no moment.
double epoch_seconds(const std::string& moment);

}  // namespace syncline
