#include "env/repair.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "base/text.h"
#include "env/compared.h"
#include "env/who.h"
#include "migrate/lock.h"
#include "migrate/meaning.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

/// Whether the file says what it should, read without trust: it may be cut short, or hold a
/// conflict of git.
bool head_file_fits(const Migrations& migrations,
                    const std::map<std::string, std::string>& fingerprints) {
  try {
    const auto file = HeadFile::load(migrations.folder());
    if (!file || file->heads.size() != fingerprints.size()) return false;
    return std::ranges::all_of(migrations.history().heads(), [&](const Revision* head) {
      const auto trusted = migrations.trusted_head(*head);
      return trusted && trusted->fingerprint == fingerprints.at(head->id);
    });
  } catch (const Error&) {
    return false;
  }
}

void repair_head(Migrations& migrations, const RepairRequest& request, RepairReport& report) {
  const bool exists = fs::exists(migrations.folder() / "HEAD");
  if (migrations.history().empty()) {
    if (!exists) return;
    if (!request.dry_run) fs::remove(migrations.folder() / "HEAD");
    report.done.push_back({"HEAD", "removed: there are no revisions", "", ""});
    return;
  }
  std::map<std::string, std::string> fingerprints;
  for (const Revision* head : migrations.history().heads()) {
    fingerprints[head->id] = migrations.replayed_fingerprint(migrations.upto(head));
  }
  if (head_file_fits(migrations, fingerprints)) return;
  if (!request.dry_run) migrations.save_heads(fingerprints);
  report.done.push_back(
      {"HEAD", exists ? "written anew: it was out of date" : "written: it was missing", "", ""});
}

/// Statements that leave rows as they are: the schema tells whether they ran.
bool only_defines(const Statement& statement) {
  constexpr std::string_view verbs[] = {"create ", "alter ",  "drop ",  "comment ", "set ",
                                        "reset ",  "pragma ", "grant ", "revoke "};
  return std::ranges::any_of(
      verbs, [&](std::string_view verb) { return starts_with_nocase(statement.text, verb); });
}

class LedgerRepair {
 public:
  LedgerRepair(Migrations& migrations, Database& database, const RepairRequest& request,
               RepairReport& report)
      : migrations_(migrations), database_(database), request_(request), report_(report) {}

  void run() {
    if (!database_.ledger().exists()) return;
    for (const Applied& row : database_.applied()) look_at(row);
    accept_edits();
    look_at_unfinished();
    if (!request_.dry_run && !writes_.empty()) write();
  }

 private:
  void look_at(const Applied& row);
  const Revision* renamed(const Applied& row) const;
  void adopt(const Applied& row, const Revision& revision, std::string what);
  void accept_edits();
  void look_at_unfinished();
  void settle(const Unfinished& begun, bool there);
  std::vector<std::string> touching_rows(const Unfinished& begun) const;
  void write();

  void done(const std::string& revision, std::string what, std::function<void(Ledger&)> change) {
    JournalEntry entry;
    entry.revision = revision;
    entry.action = "repair";
    entry.sql = what;
    entry.started_at = entry.finished_at = utc_now();
    entry.applied_by = who();
    entry.tool = tool_name();
    writes_.push_back({std::move(change), std::move(entry)});
    report_.done.push_back({"revision " + revision, std::move(what), "", ""});
  }
  Repair& left(const std::string& revision, std::string what, std::string hint) {
    report_.left.push_back({"revision " + revision, std::move(what), "", std::move(hint)});
    return report_.left.back();
  }
  const History& history() const { return migrations_.history_for(database_.applied_set()); }
  Applied row_for(const Revision& revision) const {
    Applied row;
    row.revision = revision.id;
    row.message = revision.message;
    row.file = revision.file.filename().string();
    row.checksum = revision.checksum;
    row.meaning = meaning_of(revision, migrations_.workshop().dialect().syntax);
    return row;
  }

  struct Write {
    std::function<void(Ledger&)> change;
    JournalEntry entry;
  };

  Migrations& migrations_;
  Database& database_;
  const RepairRequest& request_;
  RepairReport& report_;
  std::vector<Write> writes_;
  std::vector<std::pair<Applied, const Revision*>> edited_;
};

void LedgerRepair::adopt(const Applied& row, const Revision& revision, std::string what) {
  done(row.revision, std::move(what),
       [old = row.revision, as = row_for(revision)](Ledger& ledger) { ledger.set_file(old, as); });
}

/// The file that says what a row without a file says, under another id.
const Revision* LedgerRepair::renamed(const Applied& row) const {
  const RevisionSet applied = database_.applied_set();
  const Revision* found = nullptr;
  for (const Revision& one : history().revisions()) {
    if (applied.contains(one.id) || row_for(one).meaning != row.meaning) continue;
    if (found) return nullptr;
    found = &one;
  }
  return found;
}

void LedgerRepair::look_at(const Applied& row) {
  const Revision* revision = history().find(row.revision);
  if (!revision) {
    if (const Revision* now = renamed(row)) {
      return adopt(row, *now, fmt::format("is revision {} now: the same statements", now->id));
    }
    left(row.revision, "is applied, but no file holds it",
         "get the file from the branch that made it");
    return;
  }
  const Applied now = row_for(*revision);
  if (row.checksum == now.checksum) {
    if (row.file == now.file) return;
    return adopt(row, *revision, fmt::format("its file is {} now", now.file));
  }
  if (row.meaning == now.meaning) {
    return adopt(row, *revision, "only blanks and comments were edited: the new text counts");
  }
  if (request_.accept_edits.contains(row.revision)) {
    edited_.emplace_back(row, revision);
    return;
  }
  left(row.revision, "was edited after it was applied",
       fmt::format("put the file back as it was; when the edit is meant: --accept-edit {}",
                   row.revision));
}

/// An edit may stand when the schema that the files make is still the one that is there.
void LedgerRepair::accept_edits() {
  if (edited_.empty()) return;
  const RevisionSet applied = database_.applied_set();
  std::vector<Change> changes;
  Comparison found;
  if (migrations_.replayed_fingerprint(applied) != database_.fingerprint()) {
    found = compared(migrations_.load_at(applied), database_.loaded());
  }
  for (const auto& [row, revision] : edited_) {
    if (found.equal()) {
      adopt(row, *revision, "the edit was accepted: the schema is still what the files make");
    } else {
      left(row.revision, "the edit cannot be accepted: the files make another schema than is there",
           fmt::format("put the file back, and make the change in a new revision"))
          .detail = changed_objects(found.changes);
    }
  }
}

/// Of the statements that an unfinished revision ran or may have run, those that may have changed
/// rows.
std::vector<std::string> LedgerRepair::touching_rows(const Unfinished& begun) const {
  const Revision* revision = history().find(begun.revision);
  if (!revision) return {};
  std::vector<std::string> texts;
  std::size_t ran = begun.statements + (begun.begun ? 1 : 0);
  for (const Section& section : begun.direction == Direction::Up ? revision->up : revision->down) {
    for (const Statement& statement : section.script.statements) {
      if (ran == 0) return texts;
      --ran;
      if (!only_defines(statement)) texts.push_back(statement.text);
    }
  }
  return texts;
}

/// What was begun is forgotten where the schema says on which side of it the database stands.
void LedgerRepair::look_at_unfinished() {
  const auto begun = database_.ledger().unfinished();
  if (!begun) return;
  RevisionSet without = database_.applied_set(), with = without;
  without.erase(begun->revision);
  with.insert(begun->revision);
  const bool up = begun->direction == Direction::Up;
  const std::string state = fmt::format("was {} in part", up ? "applied" : "taken back");
  const std::string verb = up ? "upgrade" : "downgrade";
  if (!history().find(begun->revision)) {
    left(begun->revision, state + ", and no file holds it", "get its file");
    return;
  }
  const std::string there = database_.fingerprint();
  const bool before = there == migrations_.replayed_fingerprint(up ? without : with);
  const bool after = there == migrations_.replayed_fingerprint(up ? with : without);
  if (!before && !after) {
    left(begun->revision, state + ", and the schema is between the two",
         fmt::format("finish it: syncline {}; or undo by hand what ran (syncline log)", verb));
    return;
  }
  const auto rows = touching_rows(*begun);
  if (!rows.empty() && !request_.forget_unfinished) {
    left(begun->revision, state + ", and statements ran that may have changed rows",
         fmt::format("finish it: syncline {}; or, when you have looked: --forget-unfinished", verb))
        .detail = join(rows, "\n");
    return;
  }
  settle(*begun, (before && !up) || (!before && up));
}

void LedgerRepair::settle(const Unfinished& begun, bool there) {
  const bool said = database_.applied_set().contains(begun.revision);
  Applied row = row_for(*history().find(begun.revision));
  row.how = How::Stamped;
  row.applied_by = who();
  row.tool = tool_name();
  done(begun.revision,
       there ? "all of it is there: it counts as applied"
             : "nothing of it is there: it counts as not applied",
       [said, there, row](Ledger& ledger) {
         ledger.set_unfinished(std::nullopt);
         if (there && !said) ledger.add(row);
         if (!there && said) ledger.remove(row.revision);
       });
}

void LedgerRepair::write() {
  RunLock lock(database_.session(), migrations_.workshop().dialect(), {who(), "repair"});
  lock.take_lease();
  OpenTransaction transaction(database_.session());
  std::vector<JournalEntry> entries;
  for (const Write& one : writes_) {
    one.change(database_.ledger());
    entries.push_back(one.entry);
  }
  database_.ledger().record(entries);
  for (const std::string& statement : migrations_.in_step()) {
    database_.session().execute(statement);
  }
  transaction.commit();
  database_.forget();
}

}  // namespace

RepairReport repair(Migrations& migrations, Database* database, const RepairRequest& request) {
  RepairReport report;
  repair_head(migrations, request, report);
  if (database) LedgerRepair(migrations, *database, request, report).run();
  return report;
}

}  // namespace syncline
