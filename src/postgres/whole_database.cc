#include "postgres/whole_database.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <vector>

#include "postgres/session.h"
#include "postgres/sql.h"
#include "postgres/url.h"

namespace syncline::postgres {

namespace {

/// Of the cluster: made by initdb, kept by backups of the whole cluster. Some providers do not show
/// it to everyone.
std::string system_identifier(Session& session) {
  try {
    return session.query("SELECT system_identifier::text AS id FROM pg_catalog.pg_control_system()")
        .text(0, "id");
  } catch (const Error& error) {
    if (error.sqlstate != "42501") throw;
    return "";
  }
}

Identity identity(Session& session) {
  const Rows found = session.query(
      "SELECT d.oid::text AS database, extract(epoch FROM pg_postmaster_start_time())::text AS "
      "since, current_setting('port') AS port FROM pg_catalog.pg_database d"
      " WHERE d.datname = current_database()");
  const std::string system = system_identifier(session);
  const std::string database = found.text(0, "database");
  Identity result;
  if (!system.empty()) result.lasting = fmt::format("{}/{}", system, database);
  // Two servers that were copied from one do not start in the same microsecond.
  result.running =
      fmt::format("{}/{}/{}/{}", system, database, found.text(0, "since"), found.text(0, "port"));
  return result;
}

std::string setting(const Settings& settings, const std::string& name, std::string fallback) {
  const auto found = settings.find(name);
  return found == settings.end() || found->second.empty() ? std::move(fallback) : found->second;
}

std::string address(const std::string& url) {
  const Settings settings = parse_url(url);
  std::string host = setting(settings, "host", setting(settings, "hostaddr", ""));
  constexpr std::array local{"127.0.0.1", "::1", "localhost"};
  if (host.empty() || host.front() == '/' || std::ranges::find(local, host) != local.end()) {
    host = "localhost";
  }
  const std::string user = setting(settings, "user", "");
  return fmt::format("{}:{}/{}", host, setting(settings, "port", "5432"),
                     setting(settings, "dbname", user));
}

/// How a database was made, to make another one like it.
struct Making {
  std::string name, options, owner;
  bool may = false;                     ///< the user may drop it and make another
  std::vector<std::string> afterwards;  ///< its settings, as statements with {} for its name
};

std::string making_sql(int major) {
  const std::string_view provider = major >= 15 ? "d.datlocprovider::text" : "'c'";
  const std::string_view locale = major >= 17   ? "d.datlocale"
                                  : major >= 15 ? "d.daticulocale"
                                                : "NULL::text";
  return fmt::format(
      "SELECT d.datname AS name, pg_encoding_to_char(d.encoding) AS encoding,"
      " d.datcollate AS collate, d.datctype AS ctype, {} AS provider, {} AS locale,"
      " pg_get_userbyid(d.datdba) AS owner, t.spcname AS space, d.datconnlimit AS connections,"
      " (r.rolsuper OR (r.rolcreatedb AND pg_has_role(d.datdba, 'MEMBER')))::text AS may"
      " FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace"
      " JOIN pg_roles r ON r.rolname = current_user WHERE d.datname = current_database()",
      provider, locale);
}

Making making_of(Session& session) {
  const Rows found = session.query(making_sql(session.server().major));
  const auto text = [&](std::string_view column) { return found.text(0, column); };
  Making making;
  making.name = text("name");
  making.owner = text("owner");
  making.may = text("may") == "true";
  making.options = fmt::format(
      "TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {} TABLESPACE {} CONNECTION LIMIT {}",
      quote_text(text("encoding")), quote_text(text("collate")), quote_text(text("ctype")),
      quote_name(text("space")), text("connections"));
  if (text("provider") == "i") {
    making.options += fmt::format(" LOCALE_PROVIDER icu ICU_LOCALE {}", quote_text(text("locale")));
  } else if (text("provider") == "b") {
    making.options +=
        fmt::format(" LOCALE_PROVIDER builtin BUILTIN_LOCALE {}", quote_text(text("locale")));
  }
  const Rows settings = session.query(
      "SELECT unnest(s.setconfig) AS pair FROM pg_db_role_setting s JOIN pg_database d"
      " ON d.oid = s.setdatabase WHERE s.setrole = 0 AND d.datname = current_database()");
  for (std::size_t row = 0; row < settings.rows.size(); ++row) {
    const std::string pair = settings.text(row, "pair");
    const std::size_t equals = pair.find('=');
    // The value of search_path is a list already; quoted, it would be one name.
    const std::string name = pair.substr(0, equals), value = pair.substr(equals + 1);
    making.afterwards.push_back(fmt::format("SET {} = {}", quote_name(name),
                                            name == "search_path" ? value : quote_text(value)));
  }
  return making;
}

/// A session with another database of the same server; null when there is none for us.
std::unique_ptr<Session> beside(Settings settings, const std::string& database) {
  constexpr std::chrono::seconds patience{10};
  for (const char* other : {"postgres", "template1"}) {
    if (database == other) continue;
    settings["dbname"] = other;
    try {
      return std::make_unique<PostgresSession>(std::make_unique<Connection>(settings, patience));
    } catch (const Error&) {
      continue;  // the next one
    }
  }
  return nullptr;
}

/// The new database is made under another name first: when that fails, nothing was dropped.
bool renew(const std::string& url) {
  const Settings settings = parse_url(url);
  const Making making = making_of(*std::make_unique<PostgresSession>(
      std::make_unique<Connection>(settings, std::chrono::seconds(10))));
  if (!making.may) return false;
  const std::unique_ptr<Session> session = beside(settings, making.name);
  if (!session) return false;
  const std::string old_name = quote_name(making.name);
  const std::string fresh = quote_name(making.name.substr(0, 50) + "_syncline_new");
  session->execute("DROP DATABASE IF EXISTS " + fresh);
  session->execute(fmt::format("CREATE DATABASE {} OWNER {} {}", fresh, quote_name(making.owner),
                               making.options));
  for (const std::string& statement : making.afterwards) {
    session->execute(fmt::format("ALTER DATABASE {} {}", fresh, statement));
  }
  session->execute(fmt::format("DROP DATABASE {} WITH (FORCE)", old_name));
  session->execute(fmt::format("ALTER DATABASE {} RENAME TO {}", fresh, old_name));
  return true;
}

/// By name, over another database of the server; where there is none for us, by trying.
bool exists(const std::string& url) {
  const Settings settings = parse_url(url);
  const std::string name = setting(settings, "dbname", setting(settings, "user", ""));
  const auto session = name.empty() ? nullptr : beside(settings, name);
  if (session) {
    return !session->query("SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1", {name})
                .empty();
  }
  PostgresSession(std::make_unique<Connection>(settings, std::chrono::seconds(10)));
  return true;
}

void make(const std::string& url) {
  const Settings settings = parse_url(url);
  const std::string name = setting(settings, "dbname", setting(settings, "user", ""));
  const std::string statement = "CREATE DATABASE " + quote_name(name);
  const std::unique_ptr<Session> session = beside(settings, name);
  try {
    if (session) return session->execute(statement);
  } catch (const Error& error) {
    if (error.sqlstate != "42501") throw;  // not enough rights
  }
  throw Error(Failure::Refused, fmt::format("this user may not make the database {}", name))
      .with_hint(fmt::format("ask somebody who may: {} OWNER {}", statement,
                             quote_name(setting(settings, "user", "ME"))));
}

}  // namespace

const WholeDatabase whole_database = {
    .identity = identity, .address = address, .renew = renew, .exists = exists, .make = make};

}  // namespace syncline::postgres
