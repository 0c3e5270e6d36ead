#include "base/become.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

#include "base/error.h"
#include "base/interrupt.h"

namespace syncline {

void become_program(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  std::fflush(nullptr);
  throw_if_interrupted();
  // Handlers end with exec by themselves; a mask and SIGPIPE's setting would be inherited.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  execvp(arguments.front(), arguments.data());
  throw Error(Failure::Usage,
              fmt::format("cannot run {}: {}", words.front(), std::strerror(errno)));
}

}  // namespace syncline
