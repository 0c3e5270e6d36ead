#include "env/database.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

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
  const auto start = std::chrono::steady_clock::now();
  auto session = [&] {
    try {
      return dialect.connect(url, options);
    } catch (Error& error) {
      if (!options.origin.empty()) {
        error.hint += fmt::format("{}its url comes from the {}", error.hint.empty() ? "" : "; ",
                                  options.origin);
      }
      throw;
    }
  }();
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  workshop.tell(fmt::format("connected to {} in {:.1f} ms: {} {}{}", what, took.count(),
                            session->server().dialect, session->server().version,
                            session->server().tls.empty() ? "" : ", " + session->server().tls));
  workshop.expect_major(session->server().major);
  return session;
}

constexpr std::string_view unmanaged_room = "unmanaged", tables_room = "tables";

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

/// The schemas of a scope; an empty name is that of a dialect without schemas.
bool in_scope(const Scope& scope, const std::string& schema) {
  if (scope.schemas.empty() || schema.empty()) return true;
  return std::ranges::any_of(scope.schemas,
                             [&](const std::string& glob) { return glob_match(glob, schema); });
}

std::size_t count_tables(Session& session, const Workshop& workshop) {
  const Rows rows = session.query(workshop.dialect().table_counts_sql);
  std::size_t count = 0;
  for (std::size_t row = 0; row < rows.rows.size(); ++row) {
    if (!in_scope(workshop.scope(), rows.text(row, "schema"))) continue;
    count += number_in<std::size_t>(rows.text(row, "tables"));
  }
  return count;
}

}  // namespace

Database::Database(Workshop& workshop, const std::string& url, std::string what,
                   const ConnectOptions& options)
    : workshop_(workshop),
      what_(std::move(what)),
      session_(connect(workshop, url, what_, options)),
      ledger_(*session_, workshop.dialect()) {}

Session& Database::session() {
  settle();
  return *session_;
}

Ledger& Database::ledger() {
  settle();
  return ledger_;
}

void Database::look_ahead(Ahead until) {
  settle();
  ahead_ = std::async(std::launch::async, [this, until] {
    find_applied();
    if (until == Ahead::Catalog) return read_for_planning();
    find_fingerprint();
    if (until == Ahead::Unmanaged) find_unmanaged();
  });
}

void Database::settle() {
  if (ahead_.valid()) ahead_.get();
}

const std::vector<Applied>& Database::applied() {
  settle();
  find_applied();
  return *applied_;
}

void Database::find_applied() {
  if (applied_) return;
  foreign_note_.reset();
  if (workshop_.foreign() && !ignore_foreign_ && !ledger_.used()) {
    if (auto found = workshop_.foreign()(*session_, what_)) {
      applied_ = std::move(found->applied);
      foreign_note_ =
          fmt::format("{} has no ledger of syncline yet; it continues at {}, as {} says", what_,
                      found->at, found->table);
      return;
    }
  }
  applied_ = ledger_.applied();
}

bool Database::foreign() {
  applied();
  return foreign_note_.has_value();
}

std::string Database::foreign_note() { return foreign() ? *foreign_note_ : ""; }

void Database::ignore_foreign() {
  settle();
  ignore_foreign_ = true;
  applied_.reset();
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

std::string Database::kept_key(std::string_view room, const std::string& stamp) const {
  const ServerInfo& server = session_->server();
  return workshop_.key(room, server.place + "\n" + server.database + "\n" + stamp);
}

void Database::read(For purpose) {
  if (stamp_.empty() && ledger_.exists()) stamp_ = stamp();
  workshop_.tell(fmt::format("reading {}", what_));
  const Scope& scope = workshop_.scope();
  catalog_ = purpose == For::Planning ? session_->read(scope) : session_->read_to_compare(scope);
  read_for_ = purpose;
  unmanaged_.emplace(catalog_->unmanaged().begin(), catalog_->unmanaged().end());
  if (stamp_.empty()) return;
  cache_put(unmanaged_room, kept_key(unmanaged_room, stamp_), write_unmanaged(*unmanaged_));
}

const std::string& Database::fingerprint() {
  settle();
  find_fingerprint();
  return fingerprint_;
}

void Database::find_fingerprint() {
  if (!fingerprint_.empty()) return;
  const auto verified = ledger_.verified();
  if (verified && !catalog_) {  // a stamp counts only when it was taken before the catalog was read
    stamp_ = stamp();
    if (verified->stamp == stamp_) {
      workshop_.tell(fmt::format("{}: unchanged since it was verified", what_));
      fingerprint_ = verified->fingerprint;
      return;
    }
  }
  if (!catalog_) read(For::Comparing);
  fingerprint_ = syncline::fingerprint(*catalog_);
  if (verified && verified->fingerprint == fingerprint_) keep_stamp();
}

const Catalog& Database::catalog() {
  settle();
  if (!catalog_) read(For::Comparing);
  return *catalog_;
}

void Database::read_for_planning() {
  if (!catalog_ || read_for_ == For::Comparing) read(For::Planning);
}

Loaded Database::loaded() {
  settle();
  read_for_planning();
  Loaded result;
  result.catalog = std::move(*std::exchange(catalog_, std::nullopt));
  result.ground = ground_of(*session_, result.catalog, workshop_.scope());
  result.known_fingerprint = fingerprint_;
  result.what = what_;
  return result;
}

const std::vector<Unmanaged>& Database::unmanaged() {
  settle();
  find_unmanaged();
  return *unmanaged_;
}

void Database::find_unmanaged() {
  if (unmanaged_) return;
  if (!stamp_.empty()) {
    if (const auto kept = cache_get(unmanaged_room, kept_key(unmanaged_room, stamp_))) {
      unmanaged_ = read_unmanaged(*kept);
      return;
    }
  }
  read(For::Comparing);
}

std::size_t Database::tables() {
  settle();
  find_fingerprint();
  if (stamp_.empty()) return count_tables(*session_, workshop_);
  const std::string key = kept_key(tables_room, stamp_);
  if (const auto kept = cache_get(tables_room, key)) return number_in<std::size_t>(*kept);
  const std::size_t count = count_tables(*session_, workshop_);
  cache_put(tables_room, key, std::to_string(count));
  return count;
}

void Database::set_verified() {
  settle();
  if (!ledger_.exists()) return;
  if (stamp_.empty()) read(For::Comparing);
  find_fingerprint();
  keep_stamp();
}

void Database::keep_stamp() {
  find_applied();
  const std::string revision = applied_->empty() ? "" : applied_->back().revision;
  try {
    ledger_.set_verified(revision, {fingerprint_, stamp_});
  } catch (const Error& error) {
    // Whoever may only read still gets the answer, only not faster the next time.
    workshop_.tell(fmt::format("{}: the stamp is not kept: {}", what_, error.what()));
  }
}

void Database::forget() {
  settle();
  applied_.reset();
  catalog_.reset();
  unmanaged_.reset();
  fingerprint_.clear();
  stamp_.clear();
}

std::vector<std::string> check_files(const History& history, Database& database,
                                     const Syntax& syntax) {
  return check_files(history, database.applied(), database.what(), syntax);
}

std::vector<std::string> check_files(const History& history, const std::vector<Applied>& applied,
                                     const std::string& what, const Syntax& syntax) {
  std::vector<std::string> notes;
  for (const Applied& one : applied) {
    const Revision* revision = history.find(one.revision);
    if (!revision) {
      throw Error(Failure::Input, fmt::format("the ledger of {} names revision {}{}, which has no "
                                              "file",
                                              what, one.revision,
                                              one.message.empty() ? "" : " (" + one.message + ")"))
          .with_hint("get the file from the branch that made it; nothing was changed");
    }
    const std::string file = revision->file.filename().string();
    if (!one.file.empty() && one.file != file) {
      notes.push_back(
          fmt::format("the file of revision {} was {} when it was applied to {}, and "
                      "is {} now",
                      one.revision, one.file, what, file));
    }
    if (revision->checksum == one.checksum) continue;
    if (meaning_of(*revision, syntax) == one.meaning) {
      notes.push_back(
          fmt::format("blanks or comments in the file of revision {} were changed "
                      "after it was applied to {}; syncline repair takes it over",
                      one.revision, what));
      continue;
    }
    throw Error(Failure::Refused,
                fmt::format("revision {} was edited after it was applied to {} on {}", one.revision,
                            what, one.finished_at))
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
