#include "deploy/start.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/interrupt.h"
#include "base/text.h"

namespace syncline {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

bool variable_or(const char* name, bool otherwise) {
  const char* value = std::getenv(name);
  if (!value || !*value) return otherwise;
  const std::string word = lower(value);
  if (word == "true" || word == "1" || word == "yes" || word == "on") return true;
  if (word == "false" || word == "0" || word == "no" || word == "off") return false;
  throw Error(Failure::Config, fmt::format("the variable {} is neither true nor false", name))
      .with_hint("say true or false, 1 or 0, yes or no, on or off");
}

}  // namespace

RunPolicy run_policy(const Project& project) {
  RunPolicy policy = project.run;
  policy.migrate = variable_or("AUTO_MIGRATE", policy.migrate);
  policy.backup = variable_or("BACKUP_BEFORE_MIGRATE", policy.backup);
  if (!variable_or("SEED_MASTER_DATA", true)) policy.seed.clear();
  return policy;
}

std::unique_ptr<Database> wait_for_database(
    const std::function<std::unique_ptr<Database>()>& connect, std::chrono::seconds patience,
    const std::function<void(const Error&)>& waiting) {
  constexpr milliseconds longest{2000};
  const Clock::time_point deadline = Clock::now() + patience;
  milliseconds time{100};
  for (bool told = false;; told = true) {
    try {
      return connect();
    } catch (const Error& error) {
      if (error.failure != Failure::Database || Clock::now() >= deadline) throw;
      if (!told) waiting(error);
    }
    const auto left = std::chrono::ceil<milliseconds>(deadline - Clock::now());
    pause_for(std::clamp(left, milliseconds(1), time));
    time = std::min(time * 2, longest);
  }
}

std::vector<std::string> pending_revisions(Migrations& migrations, Database& database) {
  std::vector<std::string> pending;
  const RevisionSet applied = database.applied_set();
  for (const Revision& one : migrations.history_for(applied).revisions()) {
    if (!applied.contains(one.id)) pending.push_back(one.id);
  }
  return pending;
}

bool wait_for_head(Migrations& migrations, Database& database, std::chrono::seconds patience) {
  constexpr milliseconds longest{1000};
  const Clock::time_point deadline = Clock::now() + patience;
  for (milliseconds time{100}; !pending_revisions(migrations, database).empty();
       time = std::min(time * 2, longest)) {
    if (Clock::now() >= deadline) return false;
    pause_for(time);
    database.forget();
  }
  return true;
}

}  // namespace syncline
