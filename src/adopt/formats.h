// Tools whose files need a reader of their own.
#pragma once

#include "adopt/foreign.h"

namespace syncline {

/// One file, or a folder of files in the order of their names: "--liquibase formatted sql".
/// Changesets for another dbms are passed over, with a note.
ForeignHistory read_liquibase(const std::filesystem::path& place, std::string_view dialect);

/// The folder of sqitch.plan, with deploy/ and revert/.
ForeignHistory read_sqitch(const std::filesystem::path& folder, std::string_view dialect);

/// A whole file, without byte order mark, its lines ended by \n alone.
std::string foreign_text(const std::filesystem::path& file);

}  // namespace syncline
