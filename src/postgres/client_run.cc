#include "postgres/client_run.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "base/files.h"
#include "base/interrupt.h"
#include "base/secret.h"
#include "base/spawn.h"
#include "base/text.h"

namespace syncline::postgres {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

/// A new file below the temporary folder that only we may read.
fs::path private_file(std::string_view purpose) {
  std::string name =
      (fs::temp_directory_path() / fmt::format("syncline-{}-XXXXXX", purpose)).string();
  const OwnedDescriptor file(mkostemp(name.data(), O_CLOEXEC));
  if (!file.open()) throw Error(Failure::Config, "cannot make a temporary file: " + name);
  return name;
}

struct RemovedFile {
  fs::path path;
  ~RemovedFile() {
    std::error_code ignored;
    fs::remove(path, ignored);
  }
};

std::string quoted_setting(const std::string& value) {
  return "'" + replace_all(replace_all(value, "\\", "\\\\"), "'", "\\'") + "'";
}

bool is_secret(std::string_view keyword) {
  return keyword == "password" || keyword == "sslpassword" || keyword == "oauth_client_secret";
}

/// Keyword → the variable that says the same to libpq; "" where there is none.
std::map<std::string, std::string> variables() {
  std::map<std::string, std::string> result;
  PQconninfoOption* options = PQconndefaults();
  for (const PQconninfoOption* one = options; one && one->keyword; ++one) {
    result[one->keyword] = one->envvar ? one->envvar : "";
  }
  PQconninfoFree(options);
  return result;
}

/// What the program wrote, without the lines that say the same in every case.
std::string words_of(const fs::path& log) {
  constexpr std::size_t most_lines = 12;
  std::vector<std::string> lines;
  for (const std::string& line : split(masked(read_file(log)), '\n')) {
    if (!trim(line).empty()) lines.emplace_back(trim(line));
  }
  if (lines.size() > most_lines) lines.erase(lines.begin(), lines.end() - most_lines);
  return join(lines, "\n");
}

/// The status of the child when it has ended; looks at Ctrl-C and at the clock.
int await(Child& child, const ClientRun& client) {
  constexpr int look_ms = 20, looks_between_watches = 10;
  const Clock::time_point start = Clock::now();
  for (int looks = 1;; ++looks) {
    if (const auto status = child.exited()) return *status;
    pollfd signal{interrupt_descriptor(), POLLIN, 0};
    poll(&signal, 1, look_ms);
    throw_if_interrupted();
    if (looks % looks_between_watches == 0) client.watch();
    if (client.timeout.count() > 0 && Clock::now() - start > client.timeout) {
      child.stop();
      throw Error(Failure::Database, fmt::format("{} took longer than {} s and was ended",
                                                 client.doing, client.timeout.count()))
          .with_hint("give it more time with --timeout");
    }
  }
}

}  // namespace

ClientSettings::ClientSettings(const Settings& settings) {
  const auto names = variables();
  std::string service_lines;
  for (const auto& [keyword, value] : settings) {
    if (keyword == "client_encoding") continue;  // the database's own loses nothing
    const auto name = names.find(keyword);
    if (name != names.end() && !name->second.empty()) {
      environment_[name->second] = value;
    } else if (is_secret(keyword)) {
      service_lines += fmt::format("{}={}\n", keyword, value);
    } else {
      conninfo_ += fmt::format("{}={} ", keyword, quoted_setting(value));
    }
  }
  if (service_lines.empty()) return;
  if (settings.contains("service")) {
    throw Error(Failure::Config,
                "the url names a service and has a secret that pg_dump can only get from a "
                "service file")
        .with_hint("write sslpassword into the service file, in place of the url");
  }
  write_service_file(service_lines);
}

void ClientSettings::write_service_file(const std::string& lines) {
  service_file_ = private_file("service");
  write_file(service_file_, "[syncline]\n" + lines);
  environment_["PGSERVICEFILE"] = service_file_.string();
  environment_["PGSERVICE"] = "syncline";
}

ClientSettings::~ClientSettings() {
  std::error_code ignored;
  if (!service_file_.empty()) fs::remove(service_file_, ignored);
}

void run_client(const Settings& settings, const ClientRun& client) {
  const ClientSettings where(settings);
  const RemovedFile log{private_file("log")};
  Command command;
  command.program = client.program;
  command.arguments = client.arguments;
  command.arguments.emplace_back("--no-password");
  // Named even when all of it stands in variables: without, pg_restore would only print SQL.
  command.arguments.push_back(fmt::format("--dbname=dbname={} {}",
                                          quoted_setting(settings.at("dbname")), where.conninfo()));
  command.environment = where.environment();
  command.environment["LC_MESSAGES"] = "C";
  Child child(command, log.path, SIGTERM);
  const int status = await(child, client);
  if (status == 0) return;
  Error error(Failure::Database, fmt::format("{} failed: {} ended with {}", client.doing,
                                             client.program.filename().string(), status));
  error.detail = words_of(log.path);
  if (error.detail.find("role \"") != std::string::npos) {
    error.hint =
        "roles belong to the server: make it there, or name a server that has it with --scratch "
        "URL";
  }
  throw error;
}

}  // namespace syncline::postgres
