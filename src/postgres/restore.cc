// A database of a server becomes what a backup says.
#include <fmt/format.h>
#include <unistd.h>

#include <ctime>

#include "base/files.h"
#include "base/text.h"
#include "postgres/backup.h"
#include "postgres/client_run.h"
#include "postgres/server_binaries.h"
#include "postgres/session.h"
#include "postgres/sql.h"
#include "postgres/url.h"

namespace syncline::postgres {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds patience{10};

Rows ask(Connection& connection, const std::string& sql, const Values& values = {}) {
  const OwnedResult owned = connection.run(sql, values);
  const Result result(owned.get());
  Rows rows;
  for (int row = 0; row < result.rows(); ++row) rows.rows.push_back({result.string(row, 0)});
  return rows;
}

bool yes(Connection& connection, const std::string& condition) {
  const Rows rows = ask(connection, "SELECT (" + condition + ")::text");
  return rows.rows.at(0).at(0) == "true";
}

Owners owners_for(Connection& connection) {
  return connection.parameter("is_superuser") == "on" ? Owners::AsSaved : Owners::Ours;
}

/// Statements that give `fresh` what belongs to the database itself and is in no dump of its
/// contents: settings, grants, the limit of connections, the comment.
std::vector<std::string> belongings(Connection& connection, const std::string& fresh) {
  const std::string to = quote_text(quote_name(fresh));
  const Rows rows = ask(
      connection,
      fmt::format(
          "WITH me AS (SELECT * FROM pg_catalog.pg_database WHERE datname = current_database())"
          " SELECT format('ALTER DATABASE %s CONNECTION LIMIT %s', {0}, datconnlimit) FROM me"
          " WHERE datconnlimit <> -1"
          " UNION ALL SELECT format('COMMENT ON DATABASE %s IS %L', {0},"
          " shobj_description(oid, 'pg_database')) FROM me"
          " WHERE shobj_description(oid, 'pg_database') IS NOT NULL"
          // Lists of names are kept as they were typed: quoted as one they would be one name.
          " UNION ALL SELECT format('ALTER %s DATABASE %s SET %I TO %s',"
          " CASE WHEN s.setrole = 0 THEN '' ELSE format('ROLE %s IN', s.setrole::regrole) END, {0},"
          " split_part(c, '=', 1), CASE WHEN split_part(c, '=', 1) IN ('search_path',"
          " 'temp_tablespaces', 'session_preload_libraries', 'local_preload_libraries')"
          " THEN substr(c, strpos(c, '=') + 1) ELSE quote_literal(substr(c, strpos(c, '=') + 1)) "
          "END)"
          " FROM me JOIN pg_catalog.pg_db_role_setting s ON s.setdatabase = me.oid,"
          " unnest(s.setconfig) c"
          " UNION ALL SELECT format('REVOKE ALL ON DATABASE %s FROM PUBLIC', {0}) FROM me"
          " WHERE datacl IS NOT NULL"
          " UNION ALL SELECT format('GRANT %s ON DATABASE %s TO %s%s', a.privilege_type, {0},"
          " CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END,"
          " CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)"
          " FROM me, aclexplode(me.datacl) a",
          to));
  std::vector<std::string> statements;
  for (const auto& row : rows.rows) statements.push_back(*row.front());
  return statements;
}

/// CREATE DATABASE with encoding, locale and owner of the database that `model` is connected to.
std::string creation(Connection& model, const std::string& name, bool as_owner) {
  const std::string provider =
      model.version() >= 150000
          ? " || CASE datlocprovider WHEN 'i' THEN ' LOCALE_PROVIDER icu ICU_LOCALE '"
            " WHEN 'b' THEN ' LOCALE_PROVIDER builtin BUILTIN_LOCALE ' ELSE '' END ||"
            " CASE WHEN datlocprovider IN ('i', 'b') THEN quote_literal(coalesce("
            "to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale')) ELSE '' END"
          : "";
  const Rows rows = ask(
      model,
      fmt::format("SELECT format('CREATE DATABASE %s TEMPLATE template0 ENCODING %L LC_COLLATE %L"
                  " LC_CTYPE %L', {}, pg_encoding_to_char(encoding), datcollate, datctype){}{}"
                  " FROM pg_catalog.pg_database d WHERE datname = current_database()",
                  quote_text(quote_name(name)), provider,
                  as_owner ? " || format(' OWNER %I', pg_get_userbyid(datdba))" : ""));
  return *rows.rows.at(0).at(0);
}

/// A new database that is dropped again, unless it is kept.
class NewDatabase {
 public:
  NewDatabase(Connection& admin, std::string name, const std::string& creation)
      : admin_(admin), name_(std::move(name)) {
    admin_.run(creation);
  }
  ~NewDatabase() {
    if (name_.empty()) return;
    try {
      const Connection::Uninterrupted guard(admin_);
      admin_.run(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", quote_name(name_)));
    } catch (...) {
      // It keeps its tell-tale name.
    }
  }
  NewDatabase(const NewDatabase&) = delete;
  NewDatabase& operator=(const NewDatabase&) = delete;
  void keep() { name_.clear(); }

 private:
  Connection& admin_;
  std::string name_;
};

Settings at(Settings settings, const std::string& database) {
  settings["dbname"] = database;
  return settings;
}

/// Fills and verifies a database that nobody else knows yet.
void fill(const Settings& fresh, const PutBack& back, Owners owners) {
  load_backup(fresh, back.work, owners);
  PostgresSession session(std::make_unique<Connection>(fresh, patience));
  session.connection().run("ANALYZE");
  back.verify(session);
}

std::string stamped(const std::string& name, std::string_view purpose) {
  constexpr std::size_t longest = 63;
  const std::string end = fmt::format("_{}_{}_{}", purpose, std::time(nullptr), getpid());
  return name.substr(0, longest - std::min(end.size(), longest)) + end;
}

/// Both names in one transaction: whoever looks finds the one database or the other.
void swap_names(Connection& admin, const std::string& name, const std::string& fresh,
                const std::string& old) {
  const std::string renames = fmt::format(
      "BEGIN; ALTER DATABASE {0} RENAME TO {2}; ALTER DATABASE {1} RENAME TO {0}; COMMIT",
      quote_name(name), quote_name(fresh), quote_name(old));
  // Who connects again between the ending and the renaming makes it fail: again, then.
  constexpr int tries = 20;
  for (int i = 1;; ++i) {
    ask(admin,
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        " WHERE datname = $1 AND pid <> pg_backend_pid()",
        {name});
    try {
      admin.run(renames);
      return;
    } catch (const Error& error) {
      admin.rollback();
      constexpr std::string_view in_use = "55006";
      if (error.sqlstate != in_use || i == tries) throw;
    }
  }
}

/// What killed restores left beside the database takes room.
void tell_of_leftovers(Connection& admin, const std::string& name, const PutBack& back) {
  const Rows rows = ask(admin,
                        "SELECT datname FROM pg_catalog.pg_database WHERE starts_with(datname::text, $1)"
                        " AND datname ~ '_restored_[0-9]+_[0-9]+$' ORDER BY 1",
                        {name + "_restored_"});
  for (const auto& row : rows.rows) {
    back.tell(
        fmt::format("database {} was left by a restore that was killed: drop it when nobody "
                    "needs it",
                    *row.front()));
  }
}

PutBackResult by_swap(const Settings& target, Connection& admin, const PutBack& back) {
  const std::string name = target.at("dbname");
  const std::string fresh = stamped(name, "restored"), old = stamped(name, "before");
  tell_of_leftovers(admin, name, back);
  std::optional<Connection> model(std::in_place, target, patience);
  const Owners owners = owners_for(*model);
  NewDatabase made(admin, fresh, creation(*model, fresh, owners == Owners::AsSaved));
  fill(at(target, fresh), back, owners);
  for (const std::string& statement : belongings(*model, fresh)) admin.run(statement);
  const std::string others = *ask(*model,
                                  "SELECT count(*) FROM pg_stat_activity WHERE datname ="
                                  " current_database() AND pid <> pg_backend_pid()")
                                  .rows.at(0)
                                  .at(0);
  model.reset();
  back.tell(
      fmt::format("putting the restored database in the place of {}: {} other "
                  "connections to it are ended",
                  name, others));
  swap_names(admin, name, fresh, old);
  made.keep();
  if (back.keep_old) return {"restored beside it and swapped in by name", old};
  admin.run(fmt::format("DROP DATABASE {} WITH (FORCE)", quote_name(old)));
  return {"restored beside it and swapped in by name", ""};
}

/// DROP for all that a database holds besides what every new one has.
std::string emptying(Connection& connection) {
  const Rows rows =
      ask(connection,
          "SELECT format('DROP SCHEMA %I CASCADE;', nspname) FROM pg_catalog.pg_namespace"
          " WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"
          " UNION ALL SELECT format('DROP EXTENSION IF EXISTS %I CASCADE;', extname)"
          " FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql'"
          " UNION ALL SELECT format('DROP PUBLICATION %I;', pubname) FROM pg_catalog.pg_publication"
          " UNION ALL SELECT format('DROP EVENT TRIGGER %I;', evtname)"
          " FROM pg_catalog.pg_event_trigger");
  std::string text = "SET client_min_messages = warning;\n";
  for (const auto& row : rows.rows) text += *row.front() + "\n";
  return text + "CREATE SCHEMA public;\n" +
         (connection.version() >= 150000 ? "GRANT USAGE ON SCHEMA public TO PUBLIC;\n"
                                         : "GRANT USAGE, CREATE ON SCHEMA public TO PUBLIC;\n");
}

/// A folder below the temporary one, mode 0700, removed with all that is in it.
struct PrivateFolder {
  fs::path path;
  PrivateFolder() {
    std::string name = (fs::temp_directory_path() / "syncline-restore-XXXXXX").string();
    if (!mkdtemp(name.data())) throw Error(Failure::Config, "cannot make a folder: " + name);
    path = name;
  }
  ~PrivateFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

PutBackResult in_place(const Settings& target, const PutBack& back) {
  const PrivateFolder folder;
  std::optional<Connection> connection(std::in_place, target, patience);
  const Owners owners = owners_for(*connection);
  write_file(folder.path / "empty.sql", emptying(*connection));
  const int server = connection->version() / 10000;
  connection.reset();
  const fs::path script = script_of(back.work, target, owners, folder.path / "restore.sql");
  ClientRun psql;
  psql.program = find_clients(std::max(server, back.work.client_major)).folder / "psql";
  psql.doing = "restoring the database in place";
  psql.timeout = back.work.timeout;
  psql.arguments = {"--no-psqlrc",
                    "--quiet",
                    "--single-transaction",
                    "--set=ON_ERROR_STOP=1",
                    "--output=/dev/null",
                    "--file=" + (folder.path / "empty.sql").string(),
                    "--file=" + script.string()};
  run_client(target, psql);
  PostgresSession session(std::make_unique<Connection>(target, patience));
  back.verify(session);
  return {"restored in place, in one transaction", ""};
}

/// A connection to another database of the same server, from where a database can be renamed;
/// nothing where there is none to be had.
std::unique_ptr<Connection> maintenance(const Settings& target) {
  for (const char* name : {"postgres", "template1"}) {
    if (target.at("dbname") == name) continue;
    try {
      return std::make_unique<Connection>(at(target, name), patience);
    } catch (const Error&) {
      continue;  // this one may not be entered
    }
  }
  return nullptr;
}

/// Why a database cannot be swapped for another one; empty: it can.
std::string no_swap(Connection* admin, const std::string& name) {
  if (!admin) return "no other database of this server can be entered";
  if (!yes(*admin,
           "SELECT rolcreatedb OR rolsuper FROM pg_catalog.pg_roles"
           " WHERE rolname = current_user")) {
    return "the user may not create databases";
  }
  const std::string owner = fmt::format(
      "SELECT pg_has_role(datdba, 'USAGE') FROM pg_catalog.pg_database WHERE datname = {}",
      quote_text(name));
  return yes(*admin, owner) ? "" : "the user does not own the database";
}

Settings reached(const std::string& url) { return Connection(parse_url(url), patience).pinned(); }

bool is_empty(Connection& connection) {
  return !yes(connection,
              "EXISTS (SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
              " ON n.oid = c.relnamespace WHERE n.nspname !~ '^pg_'"
              " AND n.nspname <> 'information_schema')");
}

}  // namespace

PutBackResult replace_database(const std::string& url, const PutBack& back) {
  const Settings target = reached(url);
  const std::unique_ptr<Connection> admin = maintenance(target);
  const std::string why_not = no_swap(admin.get(), target.at("dbname"));
  if (why_not.empty()) return by_swap(target, *admin, back);
  back.tell(
      fmt::format("{}: it is restored in place, in one transaction, and others wait "
                  "meanwhile",
                  why_not));
  return in_place(target, back);
}

PutBackResult make_database(const std::string& url, const std::string& name, const PutBack& back) {
  const Settings target = reached(url);
  Connection connection(target, patience);
  const Owners owners = owners_for(connection);
  if (name.empty()) {
    if (!is_empty(connection)) {
      throw Error(Failure::Refused, fmt::format("database {} is not empty", target.at("dbname")))
          .with_hint("name an empty one, or make a new one with --as NAME");
    }
    fill(target, back, owners);
    return {"restored into an empty database", ""};
  }
  NewDatabase made(connection, name, creation(connection, name, false));
  fill(at(target, name), back, owners);
  made.keep();
  return {"restored as a new database", ""};
}

}  // namespace syncline::postgres
