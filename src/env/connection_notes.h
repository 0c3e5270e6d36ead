// What a person should know about how an environment is reached; said once a day.
#pragma once

#include <string>
#include <vector>

#include "dialect/session.h"
#include "env/project.h"

namespace syncline {

/// A connection over a network that is not sslmode=verify-full (unless tls = "accepted"), and a file
/// with a url that everybody on this machine may read. What was said today, to this user about this
/// project, is left out.
std::vector<std::string> connection_notes(const Project& project, const Environment& environment,
                                          Access access, const ServerInfo& server);

}  // namespace syncline
