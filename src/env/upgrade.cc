#include "env/upgrade.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "env/check.h"
#include "env/foreign.h"
#include "env/who.h"
#include "migrate/failure.h"
#include "migrate/review.h"
#include "migrate/settle.h"
#include "migrate/target.h"

namespace syncline {

namespace {

std::string_view verb_of(Direction direction) {
  return direction == Direction::Up ? "upgrade" : "downgrade";
}

std::string list_of(const std::vector<Change>& changes) {
  constexpr std::size_t most = 20;
  std::vector<std::string> lines;
  for (const Change& change : changes) {
    if (lines.size() == most) {
      lines.push_back(fmt::format("… and {} more", changes.size() - most));
      break;
    }
    const std::string_view how = !change.before ? "is new" : !change.after ? "is gone" : "differs";
    lines.push_back(fmt::format("{} {}", change.id().text(), how));
  }
  return join(lines, "\n");
}

[[noreturn]] void refuse_drift(const Comparison& drift, Direction direction) {
  Error error(
      Failure::Refused,
      fmt::format("{} is not what its revisions make: somebody changed it by hand", drift.to));
  error.detail = list_of(drift.changes);
  error.hint = fmt::format(
      "see it with: syncline diff {} {}; take it over into the models and a revision, or change "
      "the "
      "database back. To {} all the same: --allow drift",
      drift.from, drift.to.starts_with("env:") ? drift.to : "URL", verb_of(direction));
  throw error;
}

/// Nothing can be replayed here: the fingerprint that the ledger has from the last verification
/// counts. `error` says why; it is thrown when there is none. What differs cannot be told.
bool drifted_from_ledger(Migrations& migrations, Database& database, const NoScratch& error) {
  for (const Revision* head : migrations.history().heads()) {
    if (migrations.trusted_head(*head)) continue;
    Error more = error;
    throw more.with_hint(fmt::format(
        "without a scratch server the proof is in migrations/HEAD, which does not know {}: put the "
        "file beside the revisions (syncline validate writes it)",
        head->id));
  }
  if (database.applied().empty()) return false;  // the verification at the end will tell
  const auto verified = database.ledger().verified();
  if (!verified || verified->fingerprint.empty()) throw error;
  return verified->fingerprint != database.fingerprint();
}

/// Whether somebody changed the database by hand. Refuses that unless the request allows it.
bool look_for_drift(Migrations& migrations, Database& database, Direction direction,
                    const UpgradeRequest& request, UpgradeReport& report) {
  try {
    const Comparison drift = compare_with_migrations(database, migrations);
    if (!drift.equal() && !request.allow_drift) refuse_drift(drift, direction);
    return !drift.equal();
  } catch (const NoScratch& error) {
    if (!drifted_from_ledger(migrations, database, error)) {
      report.notes.push_back(
          fmt::format("no scratch server here ({}): the fingerprints of the ledger and of "
                      "migrations/HEAD stand "
                      "for the replay",
                      error.what()));
      return false;
    }
    if (request.allow_drift) return true;
    throw Error(
        Failure::Refused,
        fmt::format("{} is not what it was when it was verified last: somebody changed it by "
                    "hand",
                    database.what()))
        .with_hint(fmt::format("see what differs from a machine with server programs: syncline "
                               "check. To {} all the same: --allow drift",
                               verb_of(direction)));
  }
}

/// After the run the database must equal the replay; a difference is named, not hidden.
void verify(Migrations& migrations, Database& database, Direction direction) {
  const RevisionSet applied = database.applied_set();
  if (database.fingerprint() == migrations.fingerprint_at(applied)) return database.set_verified();
  const Comparison result = compare_with_migrations(database, migrations);
  if (result.equal()) return database.set_verified();
  Error error(Failure::Database, fmt::format("the revisions ran, but {} is not what {} makes",
                                             result.to, result.from));
  error.detail = list_of(result.changes);
  error.hint = "syncline check shows what differs";
  if (direction == Direction::Down) {
    error.hint +=
        "; syncline validate, which down does not undo its up; upgrade goes on from here "
        "with --allow drift";
  }
  throw error;
}

/// What this run had applied, taken back; the error says so, or why not.
Error taken_back(Error error, Migrations& migrations, Database& database,
                 std::vector<const Revision*> revisions, const ApplyOptions& options) {
  const auto not_possible = [&](const std::string& why) {
    error.hint += "; nothing was taken back: " + why;
    return std::move(error);
  };
  if (!database.session().alive()) return not_possible("the connection is lost");
  if (const auto part = database.ledger().unfinished()) {
    return not_possible(
        fmt::format("revision {} is applied in part, and what it did so far has no "
                    "way back of its own",
                    part->revision));
  }
  for (const Revision* one : revisions) {
    if (!one->has_down)
      return not_possible(fmt::format("revision {} has no down section", one->id));
  }
  if (revisions.empty()) return error;
  std::reverse(revisions.begin(), revisions.end());
  try {
    apply_revisions(database.session(), migrations.workshop().dialect(), revisions, Direction::Down,
                    options);
    database.forget();
    verify(migrations, database, Direction::Down);
  } catch (const Error& problem) {
    error.detail += fmt::format("{}while taking back what this run had applied: {}",
                                error.detail.empty() ? "" : "\n", problem.what());
    error.hint = problem.hint;
    return error;
  }
  const auto& applied = database.applied();
  error.hint = fmt::format(
      "{} that this run had applied {} taken back: {} is at {}; mend the statement, then "
      "run {}",
      count_of(revisions.size(), "revision"), revisions.size() == 1 ? "was" : "were",
      database.what(), applied.empty() ? "base" : applied.back().revision, options.again);
  return error;
}

/// Applies the report's revisions; the report then has those that this run carried out.
void apply(Migrations& migrations, Database& database, UpgradeReport& report,
           const UpgradeRequest& request, RunLock& lock) {
  std::vector<const Revision*> finished;
  ApplyOptions options;
  options.locks = request.locks;
  options.applied_by = who();
  options.resume = request.resume;
  options.together = request.together;
  options.again = request.again;
  options.lock = &lock;
  options.in_step = migrations.in_step();
  options.alongside = request.alongside;
  options.progress = [&](const Progress& at) {
    if (at.finished && at.direction == report.direction) finished.push_back(at.revision);
    request.progress(at);
  };
  const BuildWatch watch(database.session(), request.building);
  const auto start = std::chrono::steady_clock::now();
  try {
    report.revisions = apply_revisions(database.session(), migrations.workshop().dialect(),
                                       report.revisions, report.direction, options);
  } catch (const Error& error) {
    if (!request.rollback_on_failure) throw;
    throw taken_back(error, migrations, database, finished, options);
  }
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Errors pass through here: whoever listens hears of them in their order among the events.
template <class Action>
UpgradeReport listened_to(const UpgradeRequest& request, Action action) {
  try {
    return action();
  } catch (const Error& error) {
    request.failed(error);
    throw;
  }
}

/// `plan` fills in the report's revisions, once nobody else changes the database.
UpgradeReport carry_out(Migrations& migrations, Database& database, Direction direction,
                        const std::string& purpose, const UpgradeRequest& request,
                        const std::function<void(UpgradeReport&)>& plan) {
  std::optional<RunLock> lock;
  if (!request.dry_run) {
    lock.emplace(database.session(), migrations.workshop().dialect(),
                 LockRequest{who(), purpose, request.wait, request.waiting});
    database.forget();
  }
  UpgradeReport report;
  report.direction = direction;
  plan(report);
  refuse_unreviewed(report.revisions);
  if (database.foreign()) report.notes.push_back(database.foreign_note());
  if (database.ledger().exists()) report.unfinished = database.ledger().unfinished();
  if (report.unfinished && report.revisions.empty()) throw left_in_part(*report.unfinished);
  bool drifted = false;
  if (!request.dry_run) prepare_in_step(migrations, database);
  if (!report.unfinished) {
    drifted = look_for_drift(migrations, database, direction, request, report);
  }
  if (!request.dry_run) {
    if (database.foreign()) take_over(migrations, database, drifted ? How::Forced : How::Stamped);
  }
  if (!request.dry_run && !report.revisions.empty()) {
    request.before_change();
    apply(migrations, database, report, request, *lock);
    database.forget();
    report.unfinished.reset();
    if (!drifted) {
      verify(migrations, database, direction);
    } else if (compare_with_migrations(database, migrations).equal()) {
      database.set_verified();  // the revisions brought back what had drifted
      drifted = false;
    }
  }
  report.verified = !drifted && !report.unfinished;
  report.at = database.applied().empty() ? "" : database.applied().back().revision;
  return report;
}

/// A revision that was begun counts as well: it must be finished as what it was.
const History& history_seen_by(Migrations& migrations, Database& database) {
  RevisionSet known = database.applied_set();
  if (!migrations.history().replaced().empty() && database.ledger().exists()) {
    if (const auto begun = database.ledger().unfinished()) known.insert(begun->revision);
  }
  return migrations.history_for(known);
}

/// In the order of the ledger: nothing that stays can stand on them.
Revisions last_applied(Database& database, const History& history, int steps) {
  const auto& applied = database.applied();
  if (static_cast<std::size_t>(steps) > applied.size()) {
    throw Error(Failure::Usage,
                fmt::format("cannot go back {}: {} applied to {}",
                            count_of(static_cast<std::size_t>(steps), "revision"),
                            applied.size() == 1 ? "1 is" : fmt::format("{} are", applied.size()),
                            database.what()));
  }
  Revisions result;
  for (auto one = applied.rbegin(); one != applied.rbegin() + steps; ++one) {
    result.push_back(history.find(one->revision));
  }
  return result;
}

/// What runs, of a history as the database sees it.
using Choice = std::function<Revisions(const History&, const RevisionSet& applied)>;

UpgradeReport go_up(Migrations& migrations, Database& database, const std::string& purpose,
                    const UpgradeRequest& request, const Choice& choose) {
  const auto plan = [&](UpgradeReport& report) {
    if (!request.dry_run && settle_squashes(database.session(), migrations.workshop().dialect(),
                                            migrations.history(), who(), migrations.in_step())) {
      database.forget();
    }
    const RevisionSet applied = database.applied_set();
    const History& history = history_seen_by(migrations, database);
    report.notes = check_files(history, database, migrations.syntax());
    report.revisions = choose(history, applied);
  };
  return listened_to(request, [&] {
    return carry_out(migrations, database, Direction::Up, purpose, request, plan);
  });
}

UpgradeReport go_down(Migrations& migrations, Database& database, const std::string& purpose,
                      const UpgradeRequest& request, const Choice& choose) {
  const auto plan = [&](UpgradeReport& report) {
    const RevisionSet applied = database.applied_set();
    const History& history = history_seen_by(migrations, database);
    report.notes = check_files(history, database, migrations.syntax());
    report.revisions = choose(history, applied);
    require_downs(report.revisions);
  };
  return listened_to(request, [&] {
    return carry_out(migrations, database, Direction::Down, purpose, request, plan);
  });
}

}  // namespace

void require_downs(const Revisions& revisions) {
  for (const Revision* one : revisions) {
    if (one->has_down) continue;
    throw Error(Failure::Refused, fmt::format("revision {} has no down section", one->id))
        .at({std::filesystem::proximate(one->file).string()})
        .with_hint("write one, or restore a backup");
  }
}

UpgradeReport upgrade(Migrations& migrations, Database& database, const std::string& target,
                      const UpgradeRequest& request) {
  return go_up(migrations, database, "upgrade to " + target, request,
               [&](const History& history, const RevisionSet& applied) {
                 return Targets(history, applied).to_apply(target);
               });
}

UpgradeReport downgrade(Migrations& migrations, Database& database, const std::string& target,
                        const UpgradeRequest& request) {
  const std::string purpose =
      request.steps > 0 ? fmt::format("downgrade by {}", request.steps) : "downgrade to " + target;
  return go_down(migrations, database, purpose, request,
                 [&](const History& history, const RevisionSet& applied) {
                   return request.steps > 0 ? last_applied(database, history, request.steps)
                                            : Targets(history, applied).to_revert(target);
                 });
}

UpgradeReport upgrade_to(Migrations& migrations, Database& database, const RevisionSet& wanted,
                         const UpgradeRequest& request) {
  return go_up(migrations, database, "pull", request,
               [&](const History& history, const RevisionSet& applied) {
                 RevisionSet missing;
                 std::ranges::set_difference(wanted, applied,
                                             std::inserter(missing, missing.end()));
                 return history.in_order(missing);
               });
}

UpgradeReport downgrade_to(Migrations& migrations, Database& database, const RevisionSet& kept,
                           const UpgradeRequest& request) {
  return go_down(migrations, database, "pull", request,
                 [&](const History& history, const RevisionSet& applied) {
                   RevisionSet superfluous;
                   for (const std::string& id : applied) {
                     const Revision* squash = migrations.history().squash_of(id);
                     if (!kept.contains(squash ? squash->id : id)) superfluous.insert(id);
                   }
                   return history.to_revert(applied, superfluous);
                 });
}

}  // namespace syncline
