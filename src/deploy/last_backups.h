// What the folder of backups says of each environment.
#pragma once

#include <map>
#include <string>

#include "deploy/metrics.h"
#include "env/project.h"

namespace syncline {

/// By environment; whole backups only. A folder that cannot be read holds none: whoever asks for
/// backups will be told.
std::map<std::string, BackupNumbers> last_backups(const Project& project);

}  // namespace syncline
