// What commands that look at several environments take: which ones, and for how long.
#pragma once

#include "cli/context.h"
#include "env/look.h"

namespace syncline {

inline constexpr Option tag_option = {"--tag", "", "TAG", "only environments with this tag"};
inline constexpr Option timeout_option = {
    "--timeout", "", "TIME", "how long to wait for all of them: 5s, 1m; without it 10s"};

/// By --env (or `name` where the command takes one), --tag and --timeout. Throws Error(Config) for
/// names and tags that no environment has.
LookRequest look_request(Context& context, const std::string& name = "");

}  // namespace syncline
