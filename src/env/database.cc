#include "env/database.h"

#include <fmt/format.h>

#include "base/files.h"
#include "base/hash.h"
#include "base/text.h"
#include "env/dialects.h"
#include "env/ground.h"
#include "migrate/meaning.h"
#include "model/fingerprint.h"

namespace syncline {

namespace {

std::unique_ptr<Session> connect(Workshop& workshop, const std::string& url,
                                 const std::string& what, const ConnectOptions& options) {
  const Dialect& dialect = dialect_of(url);
  if (&dialect != &workshop.dialect()) {
    throw Error(Failure::Config,
                fmt::format("{} is a {} database, but this project's dialect is {}", what,
                            dialect.name, workshop.dialect().name));
  }
  workshop.tell(fmt::format("connecting to {}", dialect.display_url(url)));
  auto session = dialect.connect(url, options);
  workshop.expect_major(session->server().major);
  return session;
}

constexpr std::string_view unmanaged_room = "unmanaged";

std::string write_unmanaged(const std::vector<Unmanaged>& unmanaged) {
  std::vector<std::string> lines;
  for (const Unmanaged& one : unmanaged) {
    lines.push_back(one.kind + "\t" + join(one.names, "\t"));
  }
  return join(lines, "\n");
}

std::vector<Unmanaged> read_unmanaged(std::string_view text) {
  std::vector<Unmanaged> result;
  if (text.empty()) return result;
  for (const std::string_view line : split(text, '\n')) {
    const auto fields = split(line, '\t');
    result.push_back({std::string(fields.front()), {fields.begin() + 1, fields.end()}});
  }
  return result;
}

}  // namespace

Database::Database(Workshop& workshop, const std::string& url, std::string what,
                   const ConnectOptions& options)
    : workshop_(workshop),
      what_(std::move(what)),
      session_(connect(workshop, url, what_, options)),
      ledger_(*session_, workshop.dialect()) {}

const std::vector<Applied>& Database::applied() {
  if (!applied_) applied_ = ledger_.applied();
  return *applied_;
}

RevisionSet Database::applied_set() {
  RevisionSet ids;
  for (const Applied& one : applied()) ids.insert(one.revision);
  return ids;
}

/// The scope and the program decide the fingerprint as well: a stamp counts only for the same two.
std::string Database::stamp() {
  const std::string reader =
      Hash().add_field(build_key()).add_field(scope_key(workshop_.scope())).hex();
  return session_->stamp() + "/" + reader.substr(0, 16);
}

std::string Database::unmanaged_key(const std::string& stamp) const {
  const ServerInfo& server = session_->server();
  return workshop_.key("unmanaged", server.place + "\n" + server.database + "\n" + stamp);
}

void Database::read() {
  if (stamp_.empty() && ledger_.exists()) stamp_ = stamp();
  workshop_.tell(fmt::format("reading {}", what_));
  catalog_ = session_->read(workshop_.scope());
  fingerprint_ = syncline::fingerprint(*catalog_);
  unmanaged_.emplace(catalog_->unmanaged().begin(), catalog_->unmanaged().end());
  if (stamp_.empty()) return;
  cache_put(unmanaged_room, unmanaged_key(stamp_), write_unmanaged(*unmanaged_));
}

const std::string& Database::fingerprint() {
  if (!fingerprint_.empty()) return fingerprint_;
  const auto verified = ledger_.verified();
  if (verified) {
    stamp_ = stamp();
    if (verified->stamp == stamp_) {
      workshop_.tell(fmt::format("{}: unchanged since it was verified", what_));
      return fingerprint_ = verified->fingerprint;
    }
  }
  read();
  if (verified && verified->fingerprint == fingerprint_) set_verified();
  return fingerprint_;
}

const Catalog& Database::catalog() {
  if (!catalog_) read();
  return *catalog_;
}

Loaded Database::loaded() {
  Loaded result;
  result.catalog = catalog();
  result.ground = ground_of(*session_, result.catalog, workshop_.scope());
  result.fingerprint = fingerprint_;
  result.what = what_;
  return result;
}

const std::vector<Unmanaged>& Database::unmanaged() {
  if (unmanaged_) return *unmanaged_;
  if (!stamp_.empty()) {
    if (const auto kept = cache_get(unmanaged_room, unmanaged_key(stamp_))) {
      return unmanaged_.emplace(read_unmanaged(*kept));
    }
  }
  read();
  return *unmanaged_;
}

void Database::set_verified() {
  if (!ledger_.exists()) return;
  if (stamp_.empty()) read();
  const std::string revision = applied().empty() ? "" : applied().back().revision;
  try {
    ledger_.set_verified(revision, {fingerprint_, stamp_});
  } catch (const Error& error) {
    // Whoever may only read still gets the answer, only not faster the next time.
    workshop_.tell(fmt::format("{}: the stamp is not kept: {}", what_, error.what()));
  }
}

void Database::forget() {
  applied_.reset();
  catalog_.reset();
  unmanaged_.reset();
  fingerprint_.clear();
  stamp_.clear();
}

std::vector<std::string> check_files(const History& history, Database& database,
                                     const Syntax& syntax) {
  std::vector<std::string> notes;
  for (const Applied& one : database.applied()) {
    const Revision* revision = history.find(one.revision);
    if (!revision) {
      throw Error(Failure::Input, fmt::format("the ledger of {} names revision {}{}, which has no "
                                              "file",
                                              database.what(), one.revision,
                                              one.message.empty() ? "" : " (" + one.message + ")"))
          .with_hint("get the file from the branch that made it; nothing was changed");
    }
    const std::string file = revision->file.filename().string();
    if (!one.file.empty() && one.file != file) {
      notes.push_back(
          fmt::format("the file of revision {} was {} when it was applied to {}, and "
                      "is {} now",
                      one.revision, one.file, database.what(), file));
    }
    if (revision->checksum == one.checksum) continue;
    if (meaning_of(*revision, syntax) == one.meaning) {
      notes.push_back(
          fmt::format("blanks or comments in the file of revision {} were changed "
                      "after it was applied to {}; syncline repair takes it over",
                      one.revision, database.what()));
      continue;
    }
    throw Error(Failure::Refused,
                fmt::format("revision {} was edited after it was applied to {} on {}", one.revision,
                            database.what(), one.finished_at))
        .at({std::filesystem::proximate(revision->file).string()})
        .with_hint(
            fmt::format("put the file back as it was, and make the change in a new revision; "
                        "an edit that leaves the schema as it is: syncline repair "
                        "--accept-edit {}",
                        one.revision));
  }
  return notes;
}

}  // namespace syncline
