#include "secrets/plants.h"

#include <fmt/format.h>

#include <set>

#include "base/files.h"

namespace syncline::testing {

namespace fs = std::filesystem;
using Variables = std::map<std::string, std::string>;

namespace {

std::string encoded(const std::string& text) {
  std::string result;
  for (const char c : text) {
    result += std::isalnum(static_cast<unsigned char>(c))
                  ? std::string(1, c)
                  : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return result;
}

std::string url(const Target& to, const std::string& scheme = "postgresql") {
  return fmt::format("{}://{}:{}@/{}?host={}&port={}", scheme, to.user, encoded(to.password),
                     to.database, encoded(to.host), to.port);
}

std::string url_without(const Target& to, const std::string& more = "") {
  return fmt::format("postgresql://{}@/{}?host={}&port={}{}", to.user, to.database,
                     encoded(to.host), to.port, more);
}

std::string literal(const std::string& text) { return fmt::format("url = '{}'\n", text); }

std::string in_url(const fs::path&, const Target& to, Variables&) { return literal(url(to)); }

std::string in_query(const fs::path&, const Target& to, Variables&) {
  return literal(url_without(to, "&password=" + encoded(to.password)));
}

std::string in_driver_url(const fs::path&, const Target& to, Variables&) {
  return literal(url(to, "postgresql+asyncpg"));
}

std::string in_keywords(const fs::path&, const Target& to, Variables&) {
  return literal(fmt::format("host={} port={} dbname={} user={} password={}", to.host, to.port,
                             to.database, to.user, to.password));
}

std::string in_variable(const fs::path&, const Target& to, Variables& variables) {
  variables["PLANTED_URL"] = url(to);
  return "url = { env = \"PLANTED_URL\" }\n";
}

std::string in_dotenv(const fs::path& folder, const Target& to, Variables&) {
  write_file(folder / ".env", fmt::format("PLANTED_URL={}\n", url(to)));
  return "url = { env = \"PLANTED_URL\" }\n";
}

std::string in_file(const fs::path& folder, const Target& to, Variables&) {
  write_file(folder / "url.txt", url(to) + "\n");
  return "url = { file = \"url.txt\" }\n";
}

std::string in_command(const fs::path& folder, const Target& to, Variables&) {
  write_file(folder / "url.txt", url(to) + "\n");
  return "url = { command = \"cat url.txt; cat url.txt >&2\" }\n";
}

std::string in_service(const fs::path& folder, const Target& to, Variables& variables) {
  write_file(folder / "services.conf",
             fmt::format("[planted]\nhost={}\nport={}\ndbname={}\nuser={}\npassword={}\n", to.host,
                         to.port, to.database, to.user, to.password));
  variables["PGSERVICEFILE"] = (folder / "services.conf").string();
  return "url = { service = \"planted\" }\n";
}

std::string in_pgpassword(const fs::path&, const Target& to, Variables& variables) {
  variables["PGPASSWORD"] = to.password;
  return literal(url_without(to));
}

std::string in_passfile(const fs::path& folder, const Target& to, Variables& variables) {
  write_file(folder / "pgpass", fmt::format("*:*:*:*:{}\n", to.password));
  fs::permissions(folder / "pgpass", fs::perms::owner_read | fs::perms::owner_write);
  variables["PGPASSFILE"] = (folder / "pgpass").string();
  return literal(url_without(to));
}

std::string in_apply_url(const fs::path&, const Target& to, Variables&) {
  return literal(url_without(to)) + fmt::format("apply-url = '{}'\n", url(to));
}

std::string in_ssl_password(const fs::path&, const Target& to, Variables&) {
  return literal(url_without(to, "&sslpassword=" + encoded(to.password)));
}

}  // namespace

const std::vector<Plant>& plants() {
  static const std::vector<Plant> all{
      {"url", in_url},
      {"query", in_query},
      {"driver_url", in_driver_url},
      {"keywords", in_keywords},
      {"variable", in_variable},
      {"dotenv", in_dotenv},
      {"file", in_file},
      {"command", in_command},
      {"service", in_service},
      {"PGPASSWORD", in_pgpassword},
      {"passfile", in_passfile},
      {"apply_url", in_apply_url},
      {"sslpassword", in_ssl_password},
  };
  return all;
}

bool is_planted(const fs::path& file) {
  static const std::set<std::string> names{"syncline.toml", ".env", "url.txt", "services.conf",
                                           "pgpass"};
  return names.contains(file.filename().string());
}

}  // namespace syncline::testing
