#include "sqlite/whole_database.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>

#include "sqlite/connection.h"
#include "sqlite/url.h"

namespace syncline::sqlite {

namespace {

namespace fs = std::filesystem;

/// One spelling of a file's name; empty for a database that no other process can see.
std::string one_spelling(const std::string& path) {
  if (path.empty() || path.front() == ':') return "";
  std::error_code problem;
  const fs::path canonical = fs::weakly_canonical(fs::absolute(path), problem);
  return problem ? "" : canonical.string();
}

/// The file itself is what runs: hard links are one database. Its number says nothing once the file
/// was replaced by another, so what lasts is the place.
Identity identity(Session& session) {
  const std::string path = one_spelling(session.server().database);
  Identity result{path, ""};
  struct stat file {};
  if (!path.empty() && stat(path.c_str(), &file) == 0) {
    result.running = fmt::format("{}:{}", file.st_dev, file.st_ino);
  }
  return result;
}

std::string address(const std::string& url) { return one_spelling(parse_url(url).path); }

/// In place and in one transaction of SQLite's: whoever has the file open sees the old database or
/// the new one, and a crash leaves one of them.
bool renew(const std::string& url) {
  Connection(parse_url(url).path, ConnectOptions{}).empty_database();
  return true;
}

bool exists(const std::string& url) {
  const Location location = parse_url(url);
  return location.path.empty() || location.path.front() == ':' || fs::exists(location.path);
}

void make(const std::string& url) {
  ConnectOptions options;
  options.create = true;
  Connection(parse_url(url).path, options);
}

}  // namespace

const WholeDatabase whole_database = {.identity = identity,
                                      .address = address,
                                      .renew = renew,
                                      .exists = exists,
                                      .make = make,
                                      .made_by_connecting = true};

}  // namespace syncline::sqlite
