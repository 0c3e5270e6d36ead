#include "sqlite/backup.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <ctime>
#include <optional>

#include "base/spawn.h"
#include "sqlite/session.h"
#include "sqlite/sql.h"
#include "sqlite/url.h"

namespace syncline::sqlite {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view formats[] = {"file"};
constexpr std::string_view journal_mode = "journal_mode";

fs::path data_of(const BackupWork& work) { return work.folder / "data.sqlite"; }

std::string file_of(const std::string& url) {
  const Location location = parse_url(url);
  if (location.path != ":memory:") return location.path;
  throw Error(Failure::Config,
              "a database in memory ends with its process: there is no file to save");
}

std::string answer(Connection& connection, std::string_view sql) {
  Cursor cursor = connection.prepare(sql);
  return cursor.next() ? cursor.string(0) : "";
}

/// The file alone is the database then: nothing stands in a log beside it.
void make_plain_file(Connection& connection) { answer(connection, "PRAGMA journal_mode = DELETE"); }

/// The texts of the schema, in the order in which they were made; SQLite makes its own by itself.
void copy_schema(Connection& from, Connection& to) {
  Cursor rows = from.prepare(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE "
      "'\\'"
      " ORDER BY type <> 'table', rowid");
  to.run("BEGIN");
  while (rows.next()) to.run(rows.text(0));
  to.run("COMMIT");
}

void check_pages(Connection& connection, const std::string& what) {
  const std::string found = answer(connection, "PRAGMA quick_check(1)");
  if (found == "ok") return;
  Error error(Failure::Database, what + " is damaged");
  error.detail = found;
  throw error;
}

class SqliteMoment : public HeldMoment {
 public:
  /// The copy is made at once: from then on it is the moment.
  SqliteMoment(const std::string& url, const BackupWork& work) {
    Connection source(file_of(url), {.read_only = false});
    facts_[std::string(journal_mode)] = answer(source, "PRAGMA journal_mode");
    ConnectOptions options;
    options.create = true;
    Connection copy(data_of(work).string(), options);
    if (work.schema_only) {
      copy_schema(source, copy);
    } else {
      source.copy_to(copy, work.progress);
    }
    make_plain_file(copy);
    session_.emplace(data_of(work).string(), ConnectOptions{.read_only = true});
  }

  Session& session() override { return *session_; }
  void save() override { check_pages(session_->connection(), "the copy"); }
  std::map<std::string, std::string> facts() override { return facts_; }

 private:
  std::optional<SqliteSession> session_;
  std::map<std::string, std::string> facts_;
};

std::unique_ptr<HeldMoment> hold(const std::string& url, const BackupWork& work) {
  return std::make_unique<SqliteMoment>(url, work);
}

std::string program(const ServerInfo&) { return "sqlite " + Connection::library_version(); }

/// Of a file nothing else stays the same but where it is.
std::string identity(Session& session) {
  return "sqlite " + fs::weakly_canonical(fs::absolute(session.server().database)).string();
}

/// A copy of the backup's file that is gone with the session.
class RehearsalSession : public SqliteSession {
 public:
  explicit RehearsalSession(const fs::path& file)
      : SqliteSession(file.string(), {}), folder_(file.parent_path()) {}
  ~RehearsalSession() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  RehearsalSession(const RehearsalSession&) = delete;
  RehearsalSession& operator=(const RehearsalSession&) = delete;

 private:
  fs::path folder_;
};

std::unique_ptr<Session> rehearse(const BackupWork& work, const std::function<Scratch&()>&) {
  std::string name = (fs::temp_directory_path() / "syncline-verify-XXXXXX").string();
  if (!mkdtemp(name.data())) throw Error(Failure::Config, "cannot make a folder: " + name);
  const fs::path copy = fs::path(name) / "data.sqlite";
  std::error_code failed;
  fs::copy_file(data_of(work), copy, failed);
  if (failed) {
    fs::remove_all(name);
    throw Error(Failure::Database, "cannot copy the backup: " + failed.message());
  }
  auto session = std::make_unique<RehearsalSession>(copy);
  check_pages(session->connection(), "the backup");
  return session;
}

void sync_to_disk(const fs::path& path) {
  const OwnedDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.open()) fsync(file.get());
}

/// A verified copy of the backup beside the target, removed unless it was moved.
class Beside {
 public:
  Beside(const fs::path& target, const PutBack& back)
      : path_(target.parent_path() /
              fmt::format(".{}.restore-{}", target.filename().string(), getpid())) {
    std::error_code failed;
    fs::remove(path_, failed);
    fs::copy_file(data_of(back.work), path_, failed);
    if (failed) {
      remove();
      throw Error(Failure::Database,
                  fmt::format("cannot write {}: {}", path_.string(), failed.message()));
    }
    fs::permissions(path_, fs::perms::owner_read | fs::perms::owner_write, failed);
    try {
      SqliteSession session(path_.string(), {});
      check_pages(session.connection(), "the backup");
      back.verify(session);
      make_plain_file(session.connection());
    } catch (...) {
      remove();
      throw;
    }
  }
  ~Beside() { remove(); }
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;

  const fs::path& path() const { return path_; }

  void move_to(const fs::path& target) {
    sync_to_disk(path_);
    // A log of the file that was there would be played into this one.
    for (const char* end : {"-journal", "-wal", "-shm"}) fs::remove(target.string() + end);
    fs::rename(path_, target);
    sync_to_disk(target.parent_path().empty() ? "." : target.parent_path());
  }

 private:
  void remove() {
    std::error_code ignored;
    for (const char* end : {"", "-journal", "-wal", "-shm"})
      fs::remove(path_.string() + end, ignored);
  }
  fs::path path_;
};

void restore_mode(const fs::path& file, const PutBack& back) {
  const auto mode = back.work.facts.find(std::string(journal_mode));
  if (mode == back.work.facts.end() || mode->second != "wal") return;
  Connection connection(file.string(), {});
  answer(connection, "PRAGMA journal_mode = WAL");
}

std::string old_name(const fs::path& target) {
  return fmt::format("{}.before-{}-{}", target.string(), std::time(nullptr), getpid());
}

/// Others may have the file open: they would go on writing to one that has lost its name. So it is
/// not renamed but written, in one transaction, which they see whole or not at all.
PutBackResult replace(const std::string& url, const PutBack& back) {
  const fs::path target = fs::weakly_canonical(fs::absolute(file_of(url)));
  Beside restored(target, back);
  std::error_code ignored;
  const std::string old = back.keep_old && fs::exists(target, ignored) ? old_name(target) : "";
  std::optional<Connection> live;
  try {
    if (fs::exists(target, ignored)) live.emplace(target.string(), ConnectOptions{});
  } catch (const Error& error) {
    back.tell(fmt::format("what is there is no database ({}): the file is replaced", error.what()));
  }
  if (!live) {
    if (!old.empty()) fs::rename(target, old);
    restored.move_to(target);
    restore_mode(target, back);
    return {"restored into a new file", old};
  }
  const auto silent = [](std::uint64_t) {};
  if (!old.empty()) {
    Connection kept(old, {.create = true});
    live->copy_to(kept, silent);
  }
  Connection from(restored.path().string(), {});
  if (answer(from, "PRAGMA page_size") != answer(*live, "PRAGMA page_size")) make_plain_file(*live);
  from.copy_to(*live, silent);
  return {"restored in place, in one transaction", old};
}

PutBackResult make(const std::string& url, const std::string& name, const PutBack& back) {
  const fs::path target = fs::weakly_canonical(fs::absolute(name.empty() ? file_of(url) : name));
  std::error_code ignored;
  if (fs::exists(target, ignored) && fs::file_size(target, ignored) > 0) {
    throw Error(Failure::Refused, fmt::format("{} is there already", target.string()))
        .with_hint("name a file that does not exist yet");
  }
  Beside restored(target, back);
  restored.move_to(target);
  restore_mode(target, back);
  return {"restored into a new file", ""};
}

}  // namespace

const BackupTools backup_tools = {
    .formats = formats,
    .program = program,
    .tables_sql =
        "SELECT name, '\"' || replace(name, '\"', '\"\"') || '\"' AS sql FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        " ORDER BY name",
    .identity = identity,
    .replaces_broken = true,
    .hold = hold,
    .rehearse = rehearse,
    .replace = replace,
    .make = make,
};

}  // namespace syncline::sqlite
