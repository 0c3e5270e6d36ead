#include "sqlite/lock_holders.h"

#include <fmt/core.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <fstream>
#include <set>
#include <sstream>
#include <vector>

#include "base/text.h"

namespace syncline::sqlite {

namespace {

/// The file as /proc/locks writes it: "fd:00:1234".
std::string lock_name(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return "";
  return fmt::format("{:02x}:{:02x}:{}", major(status.st_dev), minor(status.st_dev), status.st_ino);
}

std::string program_of(const std::string& process) {
  std::ifstream file("/proc/" + process + "/comm");
  std::string name;
  std::getline(file, name);
  return name;
}

}  // namespace

std::string lock_holders(const std::string& path) {
  std::set<std::string> files = {lock_name(path), lock_name(path + "-shm")};
  files.erase("");
  std::set<std::string> processes;
  std::ifstream locks("/proc/locks");
  for (std::string line; std::getline(locks, line);) {
    std::istringstream words(line);
    std::string number, type, mode, access, process, file;
    words >> number >> type >> mode >> access >> process >> file;
    if (files.count(file) && process != std::to_string(getpid())) processes.insert(process);
  }
  std::vector<std::string> holders;
  for (const std::string& process : processes) {
    std::string name = program_of(process);
    holders.push_back("process " + process + (name.empty() ? "" : " (" + name + ")"));
  }
  return join(holders, ", ");
}

}  // namespace syncline::sqlite
