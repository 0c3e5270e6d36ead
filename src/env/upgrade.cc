#include "env/upgrade.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "env/check.h"
#include "env/who.h"

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

/// After the run the database must equal the replay; a difference is named, not hidden.
void verify(Migrations& migrations, Database& database) {
  const RevisionSet applied = database.applied_set();
  if (database.fingerprint() == migrations.fingerprint_at(applied)) return database.set_verified();
  const Comparison result = compare_with_migrations(database, migrations);
  if (result.equal()) return database.set_verified();
  Error error(Failure::Database, fmt::format("the revisions ran, but {} is not what {} makes",
                                             result.to, result.from));
  error.detail = list_of(result.changes);
  error.hint = "syncline check shows what differs";
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
    verify(migrations, database);
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
  options.again = request.again;
  options.lock = &lock;
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
  check_files(migrations.history(), database.applied(), database.what());
  UpgradeReport report;
  report.direction = direction;
  plan(report);
  if (database.ledger().exists()) report.unfinished = database.ledger().unfinished();
  bool drifted = false;
  if (!report.unfinished) {
    const Comparison drift = compare_with_migrations(database, migrations);
    drifted = !drift.equal();
    if (drifted && !request.allow_drift) refuse_drift(drift, direction);
  }
  if (!request.dry_run && (!report.revisions.empty() || report.unfinished)) {
    apply(migrations, database, report, request, *lock);
    database.forget();
    report.unfinished.reset();
    if (!drifted) verify(migrations, database);
  }
  report.verified = !drifted && !report.unfinished;
  report.at = database.applied().empty() ? "" : database.applied().back().revision;
  return report;
}

}  // namespace

const Revision* target_revision(const History& history, const std::string& target) {
  if (history.empty() && target == "head") return nullptr;
  return history.resolve(target);
}

UpgradeReport upgrade(Migrations& migrations, Database& database, const std::string& target,
                      const UpgradeRequest& request) {
  const History& history = migrations.history();
  const Revision* revision = target_revision(history, target);
  return carry_out(migrations, database, Direction::Up, "upgrade to " + target, request,
                   [&](UpgradeReport& report) {
                     if (!revision) return;
                     report.revisions = history.to_apply(database.applied_set(), *revision);
                   });
}

UpgradeReport downgrade(Migrations& migrations, Database& database, const std::string& target,
                        const UpgradeRequest& request) {
  const History& history = migrations.history();
  const Revision* revision = target_revision(history, target);
  const auto plan = [&](UpgradeReport& report) {
    if (revision && !database.applied_set().contains(revision->id)) {
      throw Error(Failure::Usage,
                  fmt::format("revision {} is not applied to {}", revision->id, database.what()))
          .with_hint("see what is: syncline history");
    }
    report.revisions = history.to_revert(database.applied_set(), revision);
    for (const Revision* one : report.revisions) {
      if (one->has_down) continue;
      throw Error(Failure::Refused, fmt::format("revision {} has no down section", one->id))
          .at({std::filesystem::proximate(one->file).string()})
          .with_hint("write one, or restore a backup");
    }
  };
  return carry_out(migrations, database, Direction::Down, "downgrade to " + target, request, plan);
}

std::string target_of_steps(Database& database, int steps) {
  const auto& applied = database.applied();
  if (steps < 1 || static_cast<std::size_t>(steps) > applied.size()) {
    throw Error(Failure::Usage,
                fmt::format("cannot go back {}: {} applied to {}", count_of(steps, "revision"),
                            applied.size() == 1 ? "1 is" : fmt::format("{} are", applied.size()),
                            database.what()));
  }
  const std::size_t left = applied.size() - static_cast<std::size_t>(steps);
  return left == 0 ? "base" : applied[left - 1].revision;
}

}  // namespace syncline
