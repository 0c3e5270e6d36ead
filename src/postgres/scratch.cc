#include "postgres/scratch.h"

#include <fmt/format.h>

#include <ctime>
#include <random>
#include <set>

#include "base/hash.h"
#include "base/interrupt.h"
#include "postgres/cluster.h"
#include "postgres/session.h"
#include "postgres/sql.h"
#include "postgres/url.h"

namespace syncline::postgres {

namespace {

using Clock = std::chrono::steady_clock;

// syncline_scratch_<time of birth>_<run>_<number>, and syncline_kept_<hash>.
constexpr std::string_view scratch_prefix = "syncline_scratch_";
constexpr std::string_view kept_prefix = "syncline_kept_";
constexpr std::size_t most_kept = 6;
// Of those that take memory, together; the last used one stays however big it is.
constexpr std::int64_t most_kept_bytes = 512LL << 20;
constexpr std::time_t leftover_age = 24 * 60 * 60;
constexpr std::chrono::seconds connect_patience{10};

/// A server, and how databases on it are made and dropped. Lives as long as any session on it.
class ScratchServer {
 public:
  explicit ScratchServer(const ScratchOptions& options) {
    if (options.url.empty()) {
      cluster_ = std::make_unique<Cluster>(find_server(options.wanted_major));
      settings_ = cluster_->settings("postgres");
    } else {
      settings_ = parse_url(options.url);
    }
    admin_ = std::make_unique<Connection>(settings_, connect_patience);
    drop_leftovers();
  }

  Connection& admin() { return *admin_; }

  std::unique_ptr<Connection> connect(const std::string& database) const {
    Settings settings = settings_;
    settings["dbname"] = database;
    return std::make_unique<Connection>(std::move(settings), connect_patience);
  }

  std::string url(const std::string& database) const {
    Settings settings = settings_;
    settings["dbname"] = database;
    return url_of(settings);
  }

  std::string new_name() {
    static const std::uint32_t run = std::random_device{}();
    static unsigned number = 0;
    return fmt::format("{}{}_{:08x}_{}", scratch_prefix, std::time(nullptr), run, ++number);
  }

  void create(const std::string& name, std::string_view from) {
    // The other way logs every page that it copies. Older servers only know this one.
    const char* strategy = admin_->version() >= 150000 ? " STRATEGY file_copy" : "";
    try {
      admin_->run(fmt::format("CREATE DATABASE {} TEMPLATE {}{}", quote_name(name),
                              quote_name(from), strategy));
    } catch (Error& error) {
      if (error.sqlstate == "42501") {
        error.hint =
            "the user of --scratch needs the right to create databases: ALTER ROLE … CREATEDB";
      }
      throw;
    }
  }

  /// Never throws: what stays is found by its name later.
  void drop(const std::string& name) noexcept {
    // The cluster ends with us, and its next start drops the rest.
    if (cluster_ && interrupted()) return;
    try {
      await_nobody(name);
      std::optional<Connection::Uninterrupted> guard;
      if (interrupted()) guard.emplace(*admin_);
      admin_->run(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", quote_name(name)));
    } catch (...) {
    }
  }

  /// Until the server has noticed that our session is closed: otherwise it waits 100 ms by itself.
  void await_nobody(const std::string& name) {
    const Clock::time_point deadline = Clock::now() + std::chrono::seconds(2);
    while (Clock::now() < deadline) {
      const OwnedResult rows =
          admin_->run("SELECT 1 FROM pg_stat_activity WHERE datname = $1 LIMIT 1", {name});
      if (Result(rows.get()).rows() == 0) return;
    }
  }

  bool exists(const std::string& name) {
    const OwnedResult rows = admin_->run("SELECT 1 FROM pg_database WHERE datname = $1", {name});
    return Result(rows.get()).rows() > 0;
  }

  void note_use(const std::string& kept) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    admin_->run(fmt::format("COMMENT ON DATABASE {} IS 'syncline: last used {:020}'",
                            quote_name(kept),
                            std::chrono::duration_cast<std::chrono::microseconds>(now).count()));
  }

  void drop_least_used() {
    const bool in_memory = cluster_ && cluster_->in_memory();
    const OwnedResult rows = admin_->run(
        fmt::format("SELECT datname, {} FROM pg_database WHERE starts_with(datname::text, '{}')"
                    " ORDER BY shobj_description(oid, 'pg_database') DESC NULLS LAST",
                    in_memory ? "pg_database_size(oid)" : "0", kept_prefix));
    const Result result(rows.get());
    std::int64_t bytes = 0;
    for (int row = 0; row < result.rows(); ++row) {
      bytes += result.number(row, 1);
      const bool too_many = static_cast<std::size_t>(row) >= most_kept || bytes > most_kept_bytes;
      if (row > 0 && too_many) drop(result.string(row, 0));
    }
  }

 private:
  /// In our own slot everything that a killed process left; on a server of the user's, which others
  /// may be using right now, only what is old.
  void drop_leftovers() {
    const OwnedResult rows =
        admin_->run("SELECT datname, split_part(datname, '_', 3), oid FROM pg_catalog.pg_database");
    const Result result(rows.get());
    std::set<std::string> known;
    for (int row = 0; row < result.rows(); ++row) {
      known.insert(result.string(row, 2));
      if (!result.string(row, 0).starts_with(scratch_prefix)) continue;
      const bool old = result.number(row, 1) < std::time(nullptr) - leftover_age;
      if (cluster_ || old) drop(result.string(row, 0));
    }
    if (cluster_) cluster_->remove_orphans(known);
  }

  std::unique_ptr<Cluster> cluster_;  // before the connection: stopped after it is closed
  Settings settings_;
  std::unique_ptr<Connection> admin_;
};

/// A database that is dropped when nobody holds this any more.
class ScratchDatabase {
 public:
  ScratchDatabase(std::shared_ptr<ScratchServer> server, std::string_view from)
      : server_(std::move(server)), name_(server_->new_name()) {
    server_->create(name_, from);
  }
  ~ScratchDatabase() {
    if (!name_.empty()) server_->drop(name_);
  }
  ScratchDatabase(const ScratchDatabase&) = delete;
  ScratchDatabase& operator=(const ScratchDatabase&) = delete;

  const std::string& name() const { return name_; }

  /// From now on it stays, under another name. Another process may have been faster: then it goes.
  void keep_as(const std::string& kept) {
    server_->await_nobody(name_);
    try {
      server_->admin().run(
          fmt::format("ALTER DATABASE {} RENAME TO {}", quote_name(name_), quote_name(kept)));
      name_.clear();
    } catch (const Error& error) {
      if (error.sqlstate != "42P04") throw;
    }
  }

 private:
  std::shared_ptr<ScratchServer> server_;
  std::string name_;
};

class PostgresScratch : public Scratch {
 public:
  explicit PostgresScratch(const ScratchOptions& options)
      : server_(std::make_shared<ScratchServer>(options)), info_(describe(server_->admin())) {}

  const ServerInfo& server() const override { return info_; }

  std::unique_ptr<Session> empty() override { return copy_of("template0"); }

  SharedScratch shared() override {
    auto database = std::make_shared<ScratchDatabase>(server_, "template0");
    auto connection = server_->connect(database->name());
    std::string url = server_->url(database->name());
    return {database, std::make_unique<PostgresSession>(std::move(connection), database),
            std::move(url)};
  }

  std::unique_ptr<Session> filled(const std::string& key,
                                  const std::function<void(Session&)>& fill) override {
    const std::string kept =
        std::string(kept_prefix) + sha256(std::string(SYNCLINE_VERSION) + '\n' + key).substr(0, 16);
    if (!server_->exists(kept)) make_kept(kept, fill);
    server_->note_use(kept);
    server_->drop_least_used();
    return copy_of(kept);
  }

 private:
  std::unique_ptr<Session> copy_of(const std::string& name) {
    auto database = std::make_shared<ScratchDatabase>(server_, name);
    auto connection = server_->connect(database->name());
    return std::make_unique<PostgresSession>(std::move(connection), std::move(database));
  }

  void make_kept(const std::string& kept, const std::function<void(Session&)>& fill) {
    const auto database = std::make_shared<ScratchDatabase>(server_, "template0");
    {
      PostgresSession session(server_->connect(database->name()));
      fill(session);
    }
    database->keep_as(kept);
  }

  std::shared_ptr<ScratchServer> server_;
  ServerInfo info_;
};

}  // namespace

std::unique_ptr<Scratch> make_scratch(const ScratchOptions& options) {
  return std::make_unique<PostgresScratch>(options);
}

}  // namespace syncline::postgres
