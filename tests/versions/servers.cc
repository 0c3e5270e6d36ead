// Lets the program find the further servers that scripts/install-dependencies --with-servers
// brought.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

/// Where the script puts them, in its words.
std::vector<fs::path> roots() {
  if (!variable("SYNCLINE_SERVERS").empty()) return {variable("SYNCLINE_SERVERS")};
  const std::string cache = variable("XDG_CACHE_HOME");
  return {"/var/cache/syncline-servers",
          (cache.empty() ? fs::path(variable("HOME")) / ".cache" : fs::path(cache)) /
              "syncline-servers"};
}

class Servers : public testing::Environment {
 public:
  void SetUp() override {
    std::string folders = variable("SYNCLINE_PG_BIN");
    for (const fs::path& root : roots()) {
      std::error_code none;
      for (const fs::directory_entry& major : fs::directory_iterator(root, none)) {
        if (!folders.empty()) folders += ':';
        folders += (major.path() / "native" / "bin").string();
      }
    }
    setenv("SYNCLINE_PG_BIN", folders.c_str(), 1);
  }
};

const testing::Environment* const servers = testing::AddGlobalTestEnvironment(new Servers);

}  // namespace
