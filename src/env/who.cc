#include "env/who.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <array>

namespace syncline {

std::string who() {
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) != 0) host[0] = '?';
  const passwd* user = getpwuid(geteuid());
  return user ? fmt::format("{}@{}", user->pw_name, host.data())
              : fmt::format("{}@{}", geteuid(), host.data());
}

}  // namespace syncline
