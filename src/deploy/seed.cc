#include "deploy/seed.h"

#include <fmt/format.h>

#include "base/files.h"
#include "base/hash.h"
#include "base/text.h"
#include "dialect/run.h"
#include "migrate/lock.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

/// By its name: a folder that moved is no reason to run it again.
std::string state_name(const fs::path& file) { return "seed " + file.filename().string(); }

}  // namespace

bool is_seeded(Database& database, const fs::path& file) {
  return database.ledger().state(state_name(file)) == sha256(read_file(file));
}

bool seed(Database& database, const Dialect& dialect, const fs::path& file,
          const SeedRequest& request) {
  const std::string text = read_file(file);
  const Script script = split_script(text, file.string(), dialect.syntax);
  Session& session = database.session();
  Ledger& ledger = database.ledger();
  RunLock lock(
      session, dialect,
      LockRequest{request.who, "seed " + file.filename().string(), request.wait, request.waiting});
  if (!ledger.exists()) ledger.create();
  lock.take_lease();
  if (is_seeded(database, file)) return false;
  JournalEntry entry;
  entry.action = "seed";
  entry.sql = fmt::format("{}, {}", file.filename().string(),
                          count_of(script.statements.size(), "statement"));
  entry.applied_by = request.who;
  entry.tool = tool_name();
  const auto start = std::chrono::steady_clock::now();
  OpenTransaction transaction(session);
  run_script(session, script, "nothing of the seed was kept; it runs again at the next start");
  entry.milliseconds =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  session.execute(ledger.sql().set_state(state_name(file), sha256(text)));
  ledger.record({entry});
  transaction.commit();
  return true;
}

}  // namespace syncline
