#include "env/connection_notes.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include "base/files.h"
#include "migrate/records.h"

namespace syncline {

namespace {

std::string about_tls(const Environment& environment, const ServerInfo& server) {
  if (server.local || server.tls_verified || environment.tls_accepted) return "";
  return fmt::format(
      "env:{}: the connection to {} is {}: sslmode=verify-full in its url makes sure that it is "
      "the "
      "server; tls = \"accepted\" in [environments.{}] silences this",
      environment.name, server.place,
      server.tls.empty() ? "not encrypted" : "encrypted, but the server is not verified",
      environment.name);
}

std::string about_file(const Project& project, const Environment& environment, Access access) {
  const ValueSource& source = url_source(environment, access);
  if (source.file.empty()) return "";
  struct stat status {};
  if (stat((project.folder / source.file).c_str(), &status) != 0) return "";
  if ((status.st_mode & S_IROTH) == 0) return "";
  return fmt::format(
      "env:{}: everybody on this machine may read {}, which holds its url: chmod 600",
      environment.name, source.file);
}

bool said_today(const Project& project, const std::string& note) {
  constexpr std::string_view room = "notes";
  const std::string key = project.folder.string() + "\n" + note;
  const std::string today = utc_now().substr(0, 10);
  if (cache_get(room, key) == today) return true;
  cache_put(room, key, today);
  return false;
}

}  // namespace

std::vector<std::string> connection_notes(const Project& project, const Environment& environment,
                                          Access access, const ServerInfo& server) {
  std::vector<std::string> notes;
  for (std::string note :
       {about_tls(environment, server), about_file(project, environment, access)}) {
    if (!note.empty() && !said_today(project, note)) notes.push_back(std::move(note));
  }
  return notes;
}

}  // namespace syncline
