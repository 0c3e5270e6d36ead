// A PostgreSQL of the test's own, with room for many sessions at once.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/process.h"
#include "dialect/session.h"

namespace syncline::testing {

/// The thread that makes it must live as long. Gone with its data at the end.
class Server {
 public:
  Server();
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// All at once, as if it crashed; and the same databases again.
  void stop();
  void start();

  const std::filesystem::path& sockets() const { return sockets_; }
  /// The url of a database, through the sockets of `folder`: the server's own, or a proxy's.
  std::string url(const std::string& database, const std::filesystem::path& folder = {}) const;
  std::unique_ptr<Session> connect(const std::string& database) const;
  /// A program of this server's version.
  std::filesystem::path program(const std::string& name) const { return binaries_ / name; }

 private:
  std::filesystem::path folder_, sockets_, binaries_;
  std::unique_ptr<Child> child_;
};

}  // namespace syncline::testing
