// PostgreSQL's programs on this machine: the server's, and the clients that save and restore.
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

/// The folder of pg_dump, pg_restore and psql of the wanted major version, else of the next newer
/// one. Throws Error(Config), with what to install, when all that are there are older: these refuse
/// such a server themselves, but only when work has begun.
ServerBinaries find_clients(int wanted_major);

}  // namespace syncline::postgres
