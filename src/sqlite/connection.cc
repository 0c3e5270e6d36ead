#include "sqlite/connection.h"

#include <poll.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>
#include <stdexcept>

#include "base/interrupt.h"
#include "sqlite/lock_holders.h"
#include "sqlite/tokens.h"

namespace syncline::sqlite {

namespace {

/// How many instructions of SQLite's machine run between two looks at Ctrl-C: about a millisecond.
constexpr int instructions_between_looks = 20000;

/// Sleeps 2 to 40 ms, longer with each try; false after Ctrl-C.
bool sleep_a_little(int tries) {
  static thread_local std::minstd_rand random{std::random_device{}()};
  int longest = std::min(5 * (tries + 1), 40);
  pollfd signal{interrupt_descriptor(), POLLIN, 0};
  int sleep = std::uniform_int_distribution<int>(2, longest)(random);
  poll(&signal, signal.fd >= 0 ? 1 : 0, sleep);
  return interrupted() == 0;
}

/// Characters, not bytes, up to and with the one at `offset`.
int position_of(std::string_view sql, int offset) {
  if (offset < 0) return 0;
  int position = 1;
  for (char c : sql.substr(0, static_cast<std::size_t>(offset))) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++position;
  }
  return position;
}

/// What is wrong with a file before SQLite has looked at it.
void check_file(const std::string& path, const ConnectOptions& options) {
  std::error_code ignored;
  std::filesystem::path file(path);
  std::filesystem::file_status status = std::filesystem::status(file, ignored);
  if (std::filesystem::is_directory(status))
    throw Error(Failure::Database, "'" + path + "' is a folder, not a database file");
  if (std::filesystem::exists(status)) {
    if (access(path.c_str(), R_OK) == 0) return;
    throw Error(Failure::Database, "no permission to read the database file '" + path + "'");
  }
  std::filesystem::path folder = file.parent_path().empty() ? "." : file.parent_path();
  if (!std::filesystem::is_directory(folder, ignored)) {
    throw Error(Failure::Database, "there is no folder '" + folder.string() +
                                       "' for the database file '" + path + "'");
  }
  if (!options.create || options.read_only) {
    throw Error(Failure::Database, "there is no database file '" + path + "'")
        .with_hint("sqlite:///name is relative to the working folder, sqlite:////name is absolute");
  }
  if (access(folder.c_str(), W_OK) != 0) {
    throw Error(Failure::Database, "no permission to make the database file '" + path + "'");
  }
}

}  // namespace

void Cursor::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void Connection::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Cursor::Cursor(Connection& connection, std::string_view sql) : connection_(&connection), sql_(sql) {
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  int code = sqlite3_prepare_v2(connection.database_.get(), sql_.data(),
                                static_cast<int>(sql_.size()), &statement, &tail);
  statement_.reset(statement);
  if (code != SQLITE_OK) connection.fail(code, sql_);
  std::vector<Token> more = tokens_of(std::string_view(sql_).substr(tail - sql_.data()));
  if (!statement || (!more.empty() && !more.front().is(";")))
    throw std::logic_error("not one statement: " + sql_);
}

bool Cursor::next() {
  int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  connection_->fail(code, sql_);
}

int Cursor::columns() const { return sqlite3_column_count(statement_.get()); }
std::string_view Cursor::column(int index) const {
  return sqlite3_column_name(statement_.get(), index);
}
bool Cursor::null(int index) const {
  return sqlite3_column_type(statement_.get(), index) == SQLITE_NULL;
}
std::string_view Cursor::text(int index) const {
  const unsigned char* text = sqlite3_column_text(statement_.get(), index);
  if (!text) return {};
  return {reinterpret_cast<const char*>(text),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), index))};
}
std::int64_t Cursor::number(int index) const {
  return sqlite3_column_int64(statement_.get(), index);
}

Connection::Connection(const std::string& path, const ConnectOptions& options)
    : path_(path), patience_(options.timeout) {
  bool memory = path == ":memory:";
  if (!memory) check_file(path, options);
  flags_ = options.read_only && !memory ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (memory || (options.create && !options.read_only)) flags_ |= SQLITE_OPEN_CREATE;
  open();
  run("PRAGMA schema_version");  // the file is not read before
}

void Connection::open() {
  // A name that begins with "file:" is a URI to SQLite; "./" makes it a file again.
  const std::string name = path_.starts_with("file:") ? "./" + path_ : path_;
  sqlite3* database = nullptr;
  int code = sqlite3_open_v2(name.c_str(), &database, flags_, nullptr);
  database_.reset(database);
  if (code != SQLITE_OK) fail_to_open(code);
  sqlite3_extended_result_codes(database, 1);
  sqlite3_busy_handler(database, on_busy, this);
  sqlite3_progress_handler(database, instructions_between_looks, on_progress, this);
  sqlite3_set_authorizer(database, on_authorize, this);
}

void Connection::let_go() {
  if (path_ == ":memory:") return;
  database_.reset();
  open();
}

void Connection::insist(const std::function<void()>& work) {
  for (int tries = 0;; ++tries) {
    try {
      return work();
    } catch (const Error&) {
      const bool busy = (sqlite3_errcode(database_.get()) & 0xFF) == SQLITE_BUSY;
      if (!busy || in_transaction() || on_busy(this, tries) == 0) throw;
    }
  }
}

void Connection::empty_database() {
  sqlite3* database = database_.get();
  sqlite3_db_config(database, SQLITE_DBCONFIG_RESET_DATABASE, 1, nullptr);
  insist([&] { run("VACUUM"); });
  sqlite3_db_config(database, SQLITE_DBCONFIG_RESET_DATABASE, 0, nullptr);
}

Connection::~Connection() = default;

bool Connection::read_only() const { return sqlite3_db_readonly(database_.get(), "main") == 1; }
bool Connection::in_transaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }

bool Connection::too_late() const {
  return deadline_ && std::chrono::steady_clock::now() >= *deadline_;
}

int Connection::on_progress(void* self) {
  return interrupted() != 0 || static_cast<Connection*>(self)->too_late();
}

int Connection::on_busy(void* self, int tries) {
  auto& connection = *static_cast<Connection*>(self);
  auto now = std::chrono::steady_clock::now();
  if (tries == 0) connection.waiting_since_ = now;
  if (now - connection.waiting_since_ >= connection.patience_ || connection.too_late()) return 0;
  return sleep_a_little(tries);
}

int Connection::on_authorize(void* self, int action, const char* first, const char* second,
                             const char*, const char*) {
  auto& connection = *static_cast<Connection*>(self);
  if (!connection.on_write) return SQLITE_OK;
  bool writes = action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE;
  if (writes || action == SQLITE_DROP_TABLE) connection.on_write(first ? first : "");
  if (action == SQLITE_ALTER_TABLE) connection.on_write(second ? second : "");
  return SQLITE_OK;
}

Cursor Connection::prepare(std::string_view sql, const Parameters& parameters) {
  Cursor cursor(*this, sql);
  sqlite3_stmt* statement = cursor.statement_.get();
  for (int i = 1; i <= sqlite3_bind_parameter_count(statement); ++i) {
    const char* name = sqlite3_bind_parameter_name(statement, i);
    std::size_t number = name && name[0] == '$' ? std::strtoul(name + 1, nullptr, 10) : 0;
    if (number == 0 || number > parameters.size())
      throw std::logic_error("no value for parameter " + std::string(name ? name : "?"));
    const std::optional<std::string>& value = parameters[number - 1];
    if (!value) continue;
    sqlite3_bind_text(statement, i, value->data(), static_cast<int>(value->size()),
                      SQLITE_TRANSIENT);
  }
  return cursor;
}

void Connection::run(std::string_view sql, const Parameters& parameters) {
  Cursor cursor = prepare(sql, parameters);
  while (cursor.next()) {
  }
}

void Connection::fail_to_open(int code) {
  std::string message = "cannot open the database file '" + path_ + "': ";
  message += database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(code);
  throw Error(Failure::Database, message);
}

void Connection::fail(int code, std::string_view sql) {
  int kind = code & 0xFF;
  if (interrupted() && (kind == SQLITE_INTERRUPT || kind == SQLITE_BUSY))
    throw Interrupted(interrupted());
  std::string message = sqlite3_errmsg(database_.get());
  if (kind == SQLITE_INTERRUPT && too_late()) message = "it took too long and was ended";
  Error error(Failure::Database, message);
  if (kind == SQLITE_NOTADB) {
    error = Error(Failure::Database, "'" + path_ + "' is not a SQLite database, or is encrypted");
  } else if (kind == SQLITE_BUSY || kind == SQLITE_LOCKED) {
    std::string holders = lock_holders(path_);
    error = Error(Failure::Database, "database is locked: '" + path_ + "'");
    error.with_hint(holders.empty() ? "another program writes to it; try again when it has finished"
                                    : holders + " holds the lock; try again when it has finished");
  } else if (kind == SQLITE_READONLY) {
    error.with_hint("'" + path_ + "' may be read but not written");
  } else if (kind == SQLITE_CANTOPEN) {
    fail_to_open(code);
  }
  error.statement = sql;
  error.position = position_of(sql, sqlite3_error_offset(database_.get()));
  throw error;
}

std::string Connection::serialized() const {
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(database_.get(), "main", &size, 0);
  if (!bytes) return "";
  std::string copy(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  return copy;
}

void Connection::deserialize(std::string_view bytes) {
  if (bytes.empty()) return;
  auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
  if (!copy) throw std::bad_alloc();
  std::memcpy(copy, bytes.data(), bytes.size());
  int code =
      sqlite3_deserialize(database_.get(), "main", copy, static_cast<sqlite3_int64>(bytes.size()),
                          static_cast<sqlite3_int64>(bytes.size()),
                          SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
  if (code != SQLITE_OK) fail(code, "");
}

std::string Connection::library_version() { return sqlite3_libversion(); }

}  // namespace syncline::sqlite
