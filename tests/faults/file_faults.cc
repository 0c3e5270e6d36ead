// Loaded before everything else (LD_PRELOAD) into the program when it works on a SQLite database:
// counts what it does to the database's files and the statements that it prepares, and at the n-th
// breaks it. The environment says what:
//   FILE_FAULTS_DATABASE  the database's file, absolute; its journals count as it does
//   FILE_FAULTS           "KIND N", N from 0; KIND as in `kinds` below
//   FILE_FAULTS_TEXT      statements count only when they begin with this text (optional)
//   FILE_FAULTS_ONCE      a file that whoever breaks makes; who finds it does not (optional)
//   FILE_FAULTS_REPORT    a file for what was seen, in lines: "write", "change" (what needs no
//                         room), "statement SQL", "fault"
#include <dlfcn.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

enum class Kind {
  None,
  WriteKill,        ///< dies before the n-th write
  WriteTorn,        ///< dies when half of the n-th write is done
  WriteFail,        ///< the n-th write fails; the next ones do not
  DiskFull,         ///< from the n-th on no write finds room
  StatementFail,    ///< the n-th statement fails
  StatementBefore,  ///< dies before the n-th statement
  StatementAfter,   ///< dies when the n-th statement is done
};

struct Named {
  std::string_view name;
  Kind kind;
};
constexpr Named kinds[] = {
    {"write-kill", Kind::WriteKill},           {"write-torn", Kind::WriteTorn},
    {"write-fail", Kind::WriteFail},           {"disk-full", Kind::DiskFull},
    {"statement-fail", Kind::StatementFail},   {"statement-before", Kind::StatementBefore},
    {"statement-after", Kind::StatementAfter},
};

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

struct Plan {
  std::string database = variable("FILE_FAULTS_DATABASE");
  std::string text = variable("FILE_FAULTS_TEXT");
  std::string once = variable("FILE_FAULTS_ONCE");
  std::string report = variable("FILE_FAULTS_REPORT");
  Kind kind = Kind::None;
  long number = -1;
  long writes = 0, statements = 0;
  sqlite3_stmt* last = nullptr;  ///< the statement after which to die

  Plan() {
    const std::string words = variable("FILE_FAULTS");
    const std::size_t blank = words.find(' ');
    for (const Named& one : kinds) {
      if (words.substr(0, blank) == one.name) kind = one.kind;
    }
    if (blank != words.npos) number = std::atol(words.c_str() + blank);
  }
};

// Made at the first use: other libraries may write before our constructors run.
Plan& plan() {
  static Plan* made = new Plan;
  return *made;
}

template <class Function>
Function next(const char* name, Function) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}
#define NEXT(name) static const auto real = next(#name, &::name)

ssize_t plain_write(int file, const void* bytes, size_t size) {
  NEXT(write);
  return real(file, bytes, size);
}

void report(std::string line) {
  if (plan().report.empty()) return;
  for (char& c : line) {
    if (c == '\n') c = ' ';
  }
  line += '\n';
  const int file = open(plan().report.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file < 0) return;
  if (plain_write(file, line.data(), line.size()) < 0) _exit(99);
  close(file);
}

bool of_database(std::string_view path) {
  return !plan().database.empty() && path.starts_with(plan().database);
}

bool of_database(int file) {
  if (plan().database.empty()) return false;
  char path[PATH_MAX];
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  const ssize_t size = readlink(link.c_str(), path, sizeof path);
  return size > 0 && of_database(std::string_view(path, static_cast<std::size_t>(size)));
}

/// Whether we are the one to break.
bool first() {
  if (plan().once.empty()) return true;
  const int made = open(plan().once.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (made >= 0) close(made);
  return made >= 0;
}

[[noreturn]] void die() {
  report("fault");
  kill(getpid(), SIGKILL);
  while (true) pause();
}

/// Counts a change of a file. Dies, or says whether it is to fail (then errno is set).
/// `tear` does half of it.
template <class Tear>
bool breaks(bool needs_room, Tear tear) {
  Plan& now = plan();
  const long number = now.writes++;
  report(needs_room ? "write" : "change");
  if (now.kind == Kind::DiskFull && number >= now.number && needs_room) {
    report("fault");
    errno = ENOSPC;
    return true;
  }
  if (number != now.number) return false;
  if (now.kind == Kind::WriteTorn) tear();
  if (now.kind == Kind::WriteTorn || now.kind == Kind::WriteKill) die();
  if (now.kind != Kind::WriteFail) return false;
  report("fault");
  errno = EIO;
  return true;
}

void nothing() {}

template <class Function>
ssize_t write_at(Function real, int file, const void* bytes, size_t size, off_t at) {
  if (of_database(file) && breaks(true, [&] { real(file, bytes, size / 2, at); })) return -1;
  return real(file, bytes, size, at);
}

}  // namespace

extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
  if (of_database(file) && breaks(true, [&] { plain_write(file, bytes, size / 2); })) return -1;
  return plain_write(file, bytes, size);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
  NEXT(pwrite);
  return write_at(real, file, bytes, size, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  NEXT(pwrite64);
  return write_at(real, file, bytes, size, at);
}

int ftruncate(int file, off_t size) noexcept {
  NEXT(ftruncate);
  return of_database(file) && breaks(false, nothing) ? -1 : real(file, size);
}

int ftruncate64(int file, off64_t size) noexcept {
  NEXT(ftruncate64);
  return of_database(file) && breaks(false, nothing) ? -1 : real(file, size);
}

int unlink(const char* path) noexcept {
  NEXT(unlink);
  return of_database(path) && breaks(false, nothing) ? -1 : real(path);
}

// A killed process leaves to others what it has written: nothing here has to reach the disk.
int fsync(int file) {
  NEXT(fsync);
  if (!of_database(file)) return real(file);
  return breaks(false, nothing) ? -1 : 0;
}

int fdatasync(int file) {
  NEXT(fdatasync);
  if (!of_database(file)) return real(file);
  return breaks(false, nothing) ? -1 : 0;
}

int sqlite3_prepare_v2(sqlite3* database, const char* sql, int size, sqlite3_stmt** statement,
                       const char** tail) {
  NEXT(sqlite3_prepare_v2);
  Plan& now = plan();
  const char* path = sqlite3_db_filename(database, "main");
  const std::string text = size < 0 ? std::string(sql) : std::string(sql, strnlen(sql, size));
  if (!path || !of_database(path) || !text.starts_with(now.text)) {
    return real(database, sql, size, statement, tail);
  }
  const bool here = now.statements++ == now.number;
  report("statement " + text);
  if (here && now.kind == Kind::StatementFail && first()) {
    report("fault");
    return real(database, "SELECT no_such_thing_as_the_test_wants_it()", -1, statement, tail);
  }
  if (here && now.kind == Kind::StatementBefore && first()) die();
  const int code = real(database, sql, size, statement, tail);
  if (here && now.kind == Kind::StatementAfter && code == SQLITE_OK && first())
    now.last = *statement;
  return code;
}

int sqlite3_step(sqlite3_stmt* statement) {
  NEXT(sqlite3_step);
  const int code = real(statement);
  if (plan().last && statement == plan().last && code != SQLITE_ROW) die();
  return code;
}

}  // extern "C"
