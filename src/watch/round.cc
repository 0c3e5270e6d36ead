#include "watch/round.h"

#include <fmt/format.h>

#include <set>

#include "env/amend.h"
#include "env/models.h"
#include "env/prove.h"
#include "env/sync.h"

namespace syncline {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Error mistake_of_ours(const std::exception& mistake) {
  return Error(Failure::Input,
               fmt::format("this is a mistake of Syncline, not yours: {}", mistake.what()))
      .with_hint("please report it; other changes are still seen");
}

}  // namespace

std::string message_of(const std::vector<Change>& changes) {
  std::set<ObjectId> whole;  // new or gone: what stands on them goes without saying
  for (const Change& one : changes) {
    if (!one.before || !one.after) whole.insert(one.id());
  }
  const Change* first = nullptr;
  std::size_t more = 0;
  for (const Change& one : changes) {
    const ObjectId parent = (one.after ? one.after : one.before)->parent;
    if (parent && whole.contains(parent)) continue;
    if (first) {
      ++more;
    } else {
      first = &one;
    }
  }
  if (!first) return "Nothing";
  const std::string_view verb = !first->before ? "Add" : !first->after ? "Drop" : "Change";
  const std::string message = fmt::format("{} {}", verb, first->id().text());
  return more == 0 ? message : fmt::format("{} and {} more", message, more);
}

Rounds::Rounds(const Project& project, Workshop& workshop, std::optional<WatchTarget> target,
               RoundOptions options)
    : project_(project),
      workshop_(workshop),
      target_(std::move(target)),
      options_(std::move(options)) {
  const bool changes_it = options_.settings.sync || options_.settings.apply;
  if (!target_ || !changes_it) return;
  guard_.emplace(&project_, workshop_.dialect(), target_->environment, "watch");
}

Round Rounds::run() {
  Round round;
  const Clock::time_point start = Clock::now();
  try {
    round.step = "models";
    const Recipe models = models_recipe(project_, workshop_.dialect());
    round.models_seconds = seconds_since(start);
    elaborated_fingerprint(workshop_, models);
    if (options_.settings.sync) {
      by_sync(round, models);
    } else {
      by_revisions(round, models);
    }
  } catch (const Error& error) {
    round.error = error;
  } catch (const Unproved& mistake) {
    round.error = mistake_of_ours(mistake);
    round.error->detail = "bundle: " + mistake.bundle.string();
  } catch (const Interrupted&) {
    throw;
  } catch (const std::exception& mistake) {
    round.error = mistake_of_ours(mistake);
  }
  database_.reset();
  round.seconds = seconds_since(start);
  return round;
}

void Rounds::by_revisions(Round& round, const Recipe& models) {
  round.step = "revisions";
  Migrations migrations(project_, workshop_);
  const RevisionSet base = migrations.history().lineage(migrations.history().heads());
  if (elaborated_fingerprint(workshop_, models) == migrations.fingerprint_at(base)) {
    round.difference =
        std::make_shared<Comparison>(known_equal(migrations.what(base), models.what));
  } else {
    round.difference = std::make_shared<Comparison>(
        compared(migrations.load_at(base), elaborate(workshop_, models)));
    if (options_.settings.generate && !round.difference->equal()) write(round, migrations, models);
  }
  if (!options_.settings.apply) return;
  FollowRequest request;
  request.allowed = options_.allowed;
  request.prove = options_.prove;
  Database& database = connect(round);
  if (options_.settings.backup) request.before = [&] { options_.backup(database); };
  const RevisionSet all = migrations.history().lineage(migrations.history().heads());
  if (elaborated_fingerprint(workshop_, models) == migrations.fingerprint_at(all)) {
    request.head = [&] { return elaborate(workshop_, models); };
  }
  round.followed = follow(migrations, database, request);
}

bool Rounds::may_amend(Migrations& migrations, const Revision& open) {
  constexpr std::chrono::minutes long_ago{10};
  if (is_committed(open)) return false;
  const auto looked = looked_.find(open.id);
  if (looked != looked_.end() && Clock::now() - looked->second < long_ago) return true;
  if (!published_where(project_, migrations.workshop(), open, true).empty()) return false;
  looked_[open.id] = Clock::now();
  return true;
}

void Rounds::write(Round& round, Migrations& migrations, const Recipe& models) {
  const OpenRevision open = open_revision(migrations);
  if (open.revision && may_amend(migrations, *open.revision)) {
    AmendRequest request;
    request.prove = options_.prove;
    request.look_where_published = false;
    request.allowed = options_.allowed;
    request.models = &models;
    const AmendReport report = amend(project_, workshop_, migrations, request);
    round.amended = true;
    round.removed = report.removed;
    round.file = report.written.file;
    round.revision = report.written.file.empty() ? "" : report.written.revision;
    round.notes = report.written.notes;
    return;
  }
  GenerateRequest request;
  request.message =
      options_.message.empty() ? message_of(round.difference->changes) : options_.message;
  request.prove = options_.prove;
  request.allowed = options_.allowed;
  request.models = &models;
  const GenerateReport report = generate(project_, workshop_, migrations, request);
  round.file = report.file;
  round.revision = report.revision;
  round.notes = report.notes;
  looked_[report.revision] = Clock::now();
}

void Rounds::by_sync(Round& round, const Recipe& models) {
  Database& database = connect(round);
  RunLock lock(database.session(), workshop_.dialect(), sync_lock());
  database.look_ahead(Database::Ahead::Catalog);
  const SyncPlan sync = plan_sync(workshop_, database, "", elaborate(workshop_, models),
                                  options_.allowed, options_.prove);
  round.difference = std::make_shared<Comparison>(sync.comparison);
  if (sync.comparison.equal()) return;
  SyncRun how;
  if (options_.settings.backup) how.before = [&] { options_.backup(database); };
  round.synced = carry_out(sync, database, lock, how);
}

Database& Rounds::connect(Round& round) {
  round.step = "database";
  round.database = target_->what;
  ConnectOptions options;
  options.create = true;
  options.timeout = std::chrono::seconds(5);
  try {
    database_ = std::make_unique<Database>(workshop_, target_->url, target_->what, options);
  } catch (const Error& error) {
    round.away = error.failure == Failure::Database;
    throw;
  }
  for (std::string& note : guard_->check(*database_, target_->url)) {
    round.notes.push_back(std::move(note));
  }
  return *database_;
}

}  // namespace syncline
