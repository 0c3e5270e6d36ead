// Which processes hold a lock on a database file.
#pragma once

#include <string>

namespace syncline::sqlite {

/// "process 4711 (python3)", several joined by commas; "" when it cannot be told. Locks of our own
/// process do not count. Source: proc(5), /proc/locks; SQLite locks the file, in WAL mode the file
/// with -shm.
std::string lock_holders(const std::string& path);

}  // namespace syncline::sqlite
