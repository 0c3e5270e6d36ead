#include "postgres/backup.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.h"
#include "base/text.h"
#include "postgres/client_run.h"
#include "postgres/server_binaries.h"
#include "postgres/session.h"
#include "postgres/url.h"

namespace syncline::postgres {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view formats[] = {"custom", "directory", "plain"};

fs::path data_of(const BackupWork& work) {
  return work.folder / (work.format == "plain"       ? "data.sql"
                        : work.format == "directory" ? "data"
                                                     : "data.dump");
}

std::uint64_t bytes_below(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code ignored;
  for (const auto& entry : fs::recursive_directory_iterator(folder, ignored)) {
    const auto size = entry.is_regular_file(ignored) ? entry.file_size(ignored) : 0;
    bytes += size == static_cast<std::uintmax_t>(-1) ? 0 : size;
  }
  return bytes;
}

std::string program(const ServerInfo& server) {
  return "pg_dump " + find_clients(server.major).version;
}

std::unique_ptr<PostgresSession> connect(const Settings& settings) {
  constexpr std::chrono::seconds patience{10};
  return std::make_unique<PostgresSession>(std::make_unique<Connection>(settings, patience));
}

/// The session's transaction gives pg_dump its snapshot.
class PostgresMoment : public HeldMoment {
 public:
  PostgresMoment(const std::string& url, const BackupWork& work)
      : work_(work), session_(connect(parse_url(url))) {
    clients_ = find_clients(session_->server().major);
    Connection& connection = session_->connection();
    connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    connection.run(
        "SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL statement_timeout = 0");
    snapshot_ = session_->query("SELECT pg_export_snapshot() AS id", {}).text(0, "id");
  }
  ~PostgresMoment() override { session_->rollback(); }
  PostgresMoment(const PostgresMoment&) = delete;
  PostgresMoment& operator=(const PostgresMoment&) = delete;

  Session& session() override { return *session_; }

  void save() override {
    ClientRun dump;
    dump.program = clients_.folder / "pg_dump";
    dump.doing = "saving the database";
    dump.timeout = work_.timeout;
    dump.arguments = {"--format=" + work_.format, "--file=" + data_of(work_).string(),
                      "--snapshot=" + snapshot_};
    // What stands in a script cannot be left out when it is restored where the roles are others.
    if (work_.format == "plain") {
      dump.arguments.insert(dump.arguments.end(), {"--no-owner", "--no-privileges"});
    }
    if (work_.schema_only) dump.arguments.emplace_back("--schema-only");
    if (work_.jobs > 1) dump.arguments.push_back(fmt::format("--jobs={}", work_.jobs));
    dump.watch = [&] { work_.progress(bytes_below(work_.folder)); };
    run_client(session_->connection().pinned(), dump);
  }

 private:
  const BackupWork work_;
  ServerBinaries clients_;
  std::unique_ptr<PostgresSession> session_;
  std::string snapshot_;
};

std::unique_ptr<HeldMoment> hold(const std::string& url, const BackupWork& work) {
  return std::make_unique<PostgresMoment>(url, work);
}

/// A copied data folder keeps the server's number, and a restore gives the database another oid:
/// server and name together are what people mean by "this database".
std::string identity(Session& session) {
  std::string server = session.server().place;  // for who may not ask
  const Rows may = session.query(
      "SELECT has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE') AS may");
  if (may.text(0, "may") == "t") {
    const Rows rows = session.query(
        "SELECT system_identifier::text AS server FROM pg_catalog.pg_control_system()");
    server = rows.text(0, "server");
  }
  return fmt::format("postgresql {} {}", server, session.server().database);
}

std::unique_ptr<Session> rehearse(const BackupWork& work,
                                  const std::function<Scratch&()>& scratch) {
  std::unique_ptr<Session> session = scratch().empty();
  load_backup(static_cast<PostgresSession&>(*session).connection().pinned(), work, Owners::Nobody);
  return session;
}

std::vector<std::string> owner_arguments(Owners owners) {
  if (owners == Owners::AsSaved) return {};
  if (owners == Owners::Ours) return {"--no-owner"};
  return {"--no-owner", "--no-privileges"};
}

}  // namespace

void load_backup(const Settings& into, const BackupWork& work, Owners owners) {
  constexpr std::chrono::seconds patience{10};
  const int server = Connection(into, patience).version() / 10000;
  const ServerBinaries clients = find_clients(std::max(server, work.client_major));
  ClientRun load;
  load.doing = "restoring the database";
  load.timeout = work.timeout;
  if (work.format == "plain") {
    load.program = clients.folder / "psql";
    load.arguments = {"--no-psqlrc",          "--quiet",
                      "--single-transaction", "--set=ON_ERROR_STOP=1",
                      "--output=/dev/null",   "--file=" + data_of(work).string()};
  } else {
    load.program = clients.folder / "pg_restore";
    load.arguments = owner_arguments(owners);
    load.arguments.emplace_back("--exit-on-error");
    if (work.jobs > 1) {
      load.arguments.push_back(fmt::format("--jobs={}", work.jobs));
    } else {
      load.arguments.emplace_back("--single-transaction");
    }
    load.arguments.push_back(data_of(work).string());
  }
  run_client(into, load);
}

fs::path script_of(const BackupWork& work, const Settings& settings, Owners owners,
                   const fs::path& beside) {
  if (work.format == "plain") return data_of(work);
  constexpr std::chrono::seconds patience{10};
  const int server = Connection(settings, patience).version() / 10000;
  Command command;
  command.program = find_clients(std::max(server, work.client_major)).folder / "pg_restore";
  command.arguments = owner_arguments(owners);
  command.arguments.push_back("--file=" + beside.string());
  command.arguments.push_back(data_of(work).string());
  const Outcome outcome = run(command);
  if (outcome.status == 0) return beside;
  Error error(Failure::Database, "the backup cannot be read: pg_restore failed");
  error.detail = std::string(trim(outcome.errors));
  throw error;
}

const BackupTools backup_tools = {
    .formats = formats,
    .program = program,
    // Of a partitioned table each part is saved for itself.
    .tables_sql =
        "SELECT n.nspname || '.' || c.relname AS name,"
        " format('%I.%I', n.nspname, c.relname) AS sql"
        " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname !~ '^pg_'"
        " AND n.nspname <> 'information_schema'"
        " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = "
        "'pg_catalog.pg_class'::regclass"
        " AND d.objid = c.oid AND d.deptype = 'e') ORDER BY 1",
    .identity = identity,
    .hold = hold,
    .rehearse = rehearse,
    .replace = replace_database,
    .make = make_database,
};

}  // namespace syncline::postgres
