// PostgreSQL's server programs on this machine.
#pragma once

#include <filesystem>
#include <string>

namespace syncline::postgres {

struct ServerBinaries {
  std::filesystem::path folder;  ///< holds postgres and initdb
  std::string version;           ///< "15.18"
  int major = 0;
};

/// The programs of the wanted major version; else of the next newer one, for an older server does
/// not know what a newer one writes; else of the newest. 0: the newest. Looks into $SYNCLINE_PG_BIN
/// (folders, separated by colons), PATH, and where packages put them. Throws Error(Config) when
/// there are none.
ServerBinaries find_server(int wanted_major);

}  // namespace syncline::postgres
