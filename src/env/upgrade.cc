#include "env/upgrade.h"

#include <fmt/format.h>

#include "base/text.h"
#include "env/check.h"
#include "env/who.h"
#include "migrate/settle.h"
#include "migrate/target.h"

namespace syncline {

namespace {

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

[[noreturn]] void refuse_drift(const Comparison& drift, std::string_view verb) {
  Error error(
      Failure::Refused,
      fmt::format("{} is not what its revisions make: somebody changed it by hand", drift.to));
  error.detail = list_of(drift.changes);
  error.hint = fmt::format(
      "see it with: syncline diff {} {}; take it over into the models and a revision, or change "
      "the "
      "database back. To {} all the same: --allow drift",
      drift.from, drift.to.starts_with("env:") ? drift.to : "URL", verb);
  throw error;
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

UpgradeReport carry_out(Migrations& migrations, Database& database, UpgradeReport report,
                        const UpgradeRequest& request, std::string_view verb) {
  Comparison drift = compare_with_migrations(database, migrations);
  if (!drift.equal() && !request.allow_drift) refuse_drift(drift, verb);
  const auto last = [&] {
    return database.applied().empty() ? std::string() : database.applied().back().revision;
  };
  if (request.dry_run || report.revisions.empty()) {
    report.at = last();
    report.verified = drift.equal();
    return report;
  }
  ApplyOptions options;
  options.locks = request.locks;
  options.applied_by = who();
  options.progress = request.progress;
  const Dialect& dialect = migrations.workshop().dialect();
  report.revisions =
      apply_revisions(database.session(), dialect, report.revisions, report.direction, options);
  database.forget();
  if (drift.equal()) {
    verify(migrations, database, report.direction);
    report.verified = true;
  } else if (compare_with_migrations(database, migrations).equal()) {
    database.set_verified();  // the revisions brought back what had drifted
    report.verified = true;
  }
  report.at = last();
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

}  // namespace

UpgradeReport upgrade(Migrations& migrations, Database& database, const std::string& target,
                      const UpgradeRequest& request) {
  if (!request.dry_run && settle_squashes(database.session(), migrations.workshop().dialect(),
                                          migrations.history(), who())) {
    database.forget();
  }
  const RevisionSet applied = database.applied_set();
  const History& history = history_seen_by(migrations, database);
  check_files(history, database.applied(), database.what());
  UpgradeReport report;
  report.revisions = Targets(history, applied).to_apply(target);
  return carry_out(migrations, database, std::move(report), request, "upgrade");
}

UpgradeReport downgrade(Migrations& migrations, Database& database, const std::string& target,
                        const UpgradeRequest& request) {
  const RevisionSet applied = database.applied_set();
  const History& history = history_seen_by(migrations, database);
  check_files(history, database.applied(), database.what());
  UpgradeReport report;
  report.direction = Direction::Down;
  report.revisions = request.steps > 0 ? last_applied(database, history, request.steps)
                                       : Targets(history, applied).to_revert(target);
  for (const Revision* one : report.revisions) {
    if (one->has_down) continue;
    throw Error(Failure::Refused, fmt::format("revision {} has no down section", one->id))
        .at({std::filesystem::proximate(one->file).string()})
        .with_hint("write one, or restore a backup");
  }
  return carry_out(migrations, database, std::move(report), request, "downgrade");
}

}  // namespace syncline
