#include "env/workshop.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cstdlib>

#include "base/files.h"
#include "base/hash.h"

namespace syncline {

namespace {

constexpr std::string_view majors = "majors";

}  // namespace

Workshop::Workshop(const Dialect& dialect, WorkshopOptions options)
    : dialect_(dialect), options_(std::move(options)) {}

int Workshop::major() const {
  std::call_once(remembering_, [this] {
    if (options_.memory.empty()) return;
    if (const auto kept = cache_get(majors, options_.memory)) major_ = std::atoi(kept->c_str());
  });
  return major_;
}

void Workshop::expect_major(int major) {
  if (connected_ || scratch_) return;
  connected_ = true;
  if (major == this->major()) return;
  major_ = major;
  if (!options_.memory.empty()) cache_put(majors, options_.memory, std::to_string(major));
}

Scratch& Workshop::scratch() {
  if (scratch_) return *scratch_;
  tell("making a scratch server");
  ScratchOptions options{options_.scratch_url, major()};
  try {
    scratch_ = dialect_.scratch(options);
  } catch (const Error& error) {
    if (error.failure != Failure::Config || !options.url.empty()) throw;
    // No server binaries: a development server is the next best place.
    if (options_.fallback_url.empty()) throw NoScratch(error);
    options.url = options_.fallback_url;
    tell(fmt::format("no private server ({}): scratch databases are made on {}", error.what(),
                     dialect_.display_url(options.url)));
    scratch_ = dialect_.scratch(options);
  }
  const ServerInfo& server = scratch_->server();
  tell(fmt::format("scratch server: {} {}", server.dialect, server.version));
  return *scratch_;
}

std::string Workshop::key(std::string_view sort, std::string_view content) const {
  Hash hash;
  hash.add_field(sort).add_field(dialect_.name).add_field(std::to_string(major()));
  hash.add_field(build_key()).add_field(scope_key(options_.scope)).add_field(content);
  return hash.hex();
}

std::string scope_key(const Scope& scope) {
  if (scope.empty()) return "";
  Hash hash;
  hash.add_field(std::to_string(scope.schemas.size()));
  for (const std::string& one : scope.schemas) hash.add_field(one);
  for (const std::string& one : scope.ignore) hash.add_field(one);
  if (!scope.ledgers.empty()) hash.add_field("ledgers");
  for (const std::string& one : scope.ledgers) hash.add_field(one);
  return hash.hex();
}

const std::string& build_key() {
  static const std::string key = [] {
    struct stat program {};
    if (stat("/proc/self/exe", &program) != 0) return std::string(SYNCLINE_VERSION);
    return fmt::format("{} {} {}.{}", SYNCLINE_VERSION, program.st_size, program.st_mtim.tv_sec,
                       program.st_mtim.tv_nsec);
  }();
  return key;
}

}  // namespace syncline
