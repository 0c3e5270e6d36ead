#include "migrate/settle.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "migrate/meaning.h"

namespace syncline {

namespace {

void check_texts(const Revision& squash, const std::vector<Applied>& applied) {
  for (const Replaced& one : squash.replaces) {
    const auto row = std::ranges::find(applied, one.id, &Applied::revision);
    if (row == applied.end() || row->checksum == one.checksum) continue;
    throw Error(Failure::Refused,
                fmt::format("revision {}, which {} replaced, was edited after it was applied",
                            one.id, squash.id))
        .at(one.place)
        .with_hint("look what is in the database, and repair its ledger");
  }
}

Applied row_of(const Revision& squash, const std::vector<Applied>& applied, const Syntax& syntax) {
  Applied row;
  row.revision = squash.id;
  row.message = squash.message;
  row.file = squash.file.filename().string();
  row.checksum = squash.checksum;
  row.meaning = meaning_of(squash, syntax);
  row.how = How::Squashed;
  row.fingerprint =
      std::ranges::find(applied, squash.replaces.back().id, &Applied::revision)->fingerprint;
  return row;
}

}  // namespace

bool settle_squashes(Session& session, const Dialect& dialect, const History& history,
                     const std::string& who, const std::vector<std::string>& in_step) {
  Ledger ledger(session, dialect);
  bool changed = false;
  const auto applied_set = [&](const std::vector<Applied>& applied) {
    RevisionSet ids;
    for (const Applied& one : applied) ids.insert(one.revision);
    return ids;
  };
  const Revisions squashes = history.completed_squashes(applied_set(ledger.applied()));
  // What was begun must be finished under the name that the ledger has for it.
  if (squashes.empty() || ledger.unfinished()) return false;
  for (const Revision* squash : squashes) {
    OpenTransaction transaction(session);
    const std::vector<Applied> applied = ledger.applied();
    if (!ledger.has(squash->replaces.back().id)) continue;  // another process was quicker
    check_texts(*squash, applied);
    std::vector<std::string> ids;
    for (const Replaced& one : squash->replaces) ids.push_back(one.id);
    for (const std::string& statement :
         ledger.sql().replace(ids, row_of(*squash, applied, dialect.syntax))) {
      session.execute(statement);
    }
    JournalEntry entry;
    entry.revision = squash->id;
    entry.action = "squash";
    entry.sql = "in place of " + join(ids, ", ");
    entry.applied_by = who;
    entry.tool = tool_name();
    ledger.record({entry});
    for (const std::string& statement : in_step) session.execute(statement);
    transaction.commit();
    changed = true;
  }
  return changed;
}

bool already_applied(const Revision& revision, const RevisionSet& applied) {
  const auto there = [&](const std::string& id) { return applied.contains(id); };
  for (const Replaced& one : revision.replaces) {
    if (!there(one.id)) continue;
    throw Error(Failure::Refused,
                fmt::format("another process has applied {}, which {} replaces, in this moment",
                            one.id, revision.id))
        .with_hint("run the command again: it goes on from there");
  }
  return there(revision.id) || std::ranges::any_of(revision.squashed_into, there);
}

}  // namespace syncline
