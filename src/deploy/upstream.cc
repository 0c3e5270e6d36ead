#include "deploy/upstream.h"

#include <fmt/format.h>

#include "base/text.h"
#include "env/check.h"
#include "env/generate.h"
#include "env/new_revision.h"
#include "migrate/failure.h"

namespace syncline {

namespace {

std::string line_of(const Applied& one) {
  return fmt::format("{}{} (applied {}{})", one.revision,
                     one.message.empty() ? "" : " " + one.message, one.finished_at.substr(0, 10),
                     one.applied_by.empty() ? "" : " by " + one.applied_by);
}

/// The database has a part of what a squash stands for, and the squash cannot be there in part.
[[noreturn]] void refuse_squash(const std::string& what, const std::string& revision,
                                const Revision& squash) {
  throw Error(Failure::Refused,
              fmt::format("{} is in the middle of squash {}: it has {}, and not all that the "
                          "squash stands for",
                          what, squash.id, revision))
      .with_hint("bring it past the squash with syncline upgrade, then pull again");
}

/// What is applied, in the words of our files.
RevisionSet known_revisions(const History& history, Database& from) {
  const RevisionSet known = with_squashes(history, from.applied_set());
  std::vector<std::string> unknown;
  for (const Applied& one : from.applied()) {
    if (!known.contains(one.revision) || history.find(one.revision)) continue;
    const Revision* squash = history.squash_of(one.revision);
    if (squash) refuse_squash(from.what(), one.revision, *squash);
    unknown.push_back(line_of(one));
  }
  if (unknown.empty()) return known;
  Error error(Failure::Input, fmt::format("{} has {} without a file here", from.what(),
                                          count_of(unknown.size(), "revision")));
  error.detail = join(unknown, "\n");
  error.hint = "get the files from the branch that made them (git pull); nothing was changed";
  throw error;
}

/// A revision that follows what is applied and makes what is there: the drift, written before.
std::string already_adopted(Migrations& migrations, const RevisionSet& applied,
                            const Loaded& found) {
  const std::string fingerprint = found.fingerprint();
  for (const Revision& one : migrations.history().revisions()) {
    if (applied.contains(one.id)) continue;
    RevisionSet with = applied;
    with.insert(one.id);
    if (migrations.history().lineage(one) != with) continue;
    if (migrations.fingerprint_at(with) == fingerprint) return one.id;
  }
  return "";
}

/// Its only parent is what was applied last: branches stay as they are.
RevisionDraft draft_of(const Migrations& migrations, const Upstream& upstream,
                       const AdoptRequest& request) {
  RevisionDraft draft;
  draft.id = next_id(migrations.history());
  draft.message = checked_message(request.message);
  const Revisions order = migrations.history().in_order(upstream.revisions);
  if (!order.empty()) draft.parents = {order.back()->id};
  for (const Revision* tip : migrations.history().tips(upstream.revisions, true)) {
    if (tip != order.back()) draft.depends.push_back(tip->id);
  }
  return draft;
}

}  // namespace

RevisionSet with_squashes(const History& history, RevisionSet applied) {
  for (const Revision* squash : history.completed_squashes(applied)) {
    for (const Replaced& one : squash->replaces) applied.erase(one.id);
    applied.insert(squash->id);
  }
  return applied;
}

Upstream look_upstream(Migrations& migrations, Database& from) {
  if (from.ledger().exists()) {
    if (const auto part = from.ledger().unfinished()) throw left_in_part(*part);
  }
  Upstream result;
  result.what = from.what();
  result.revisions = known_revisions(migrations.history(), from);
  const RevisionSet applied = from.applied_set();
  result.notes = check_files(migrations.history_for(applied), from, migrations.syntax());
  if (from.foreign()) result.notes.push_back(from.foreign_note());
  result.drift = compare_with_migrations(from, migrations);
  if (!result.has_drift()) return result;
  result.adopted = already_adopted(migrations, result.revisions, *result.drift.after);
  if (!result.adopted.empty()) result.revisions.insert(result.adopted);
  return result;
}

AdoptReport adopt_drift(const Project& project, Migrations& migrations, Upstream& upstream,
                        const AdoptRequest& request) {
  migrations.refuse_conflict();
  RevisionDraft draft = draft_of(migrations, upstream, request);
  GenerateRequest how;
  how.allowed = request.allowed;
  how.prove = request.prove;
  GenerateReport planned;
  const Loaded& found = *upstream.drift.after;
  plan_both_ways(migrations.workshop(), *upstream.drift.before, found, how, planned);
  AdoptReport report{{}, std::move(planned.up), std::move(planned.down)};
  if (request.dry_run) return report;
  draft.up = report.up.steps;
  draft.down = report.down.steps;
  const NewRevision made = new_revision(project, migrations, draft, revision_text(draft));
  save(migrations, made);
  migrations.save_heads({{draft.id, request.prove ? found.fingerprint() : ""}});
  upstream.adopted = draft.id;
  upstream.revisions.insert(draft.id);
  report.file = made.file;
  return report;
}

}  // namespace syncline
