#include "env/prove.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <functional>

#include "base/files.h"
#include "base/hash.h"
#include "base/text.h"
#include "dialect/run.h"
#include "diff/compare.h"
#include "model/fingerprint.h"
#include "model/snapshot.h"
#include "plan/script.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view proofs = "proofs";

struct Case {
  Workshop& workshop;
  const Loaded& from;
  const Loaded& to;
  const Plan& plan;
};

std::string differences(const Catalog& expected, const Catalog& got) {
  std::vector<std::string> lines;
  for (const Change& change : compare(expected, got)) {
    std::string line = change.id().text();
    if (!change.before) line += " is there, and should not be";
    if (!change.after) line += " is missing";
    std::vector<std::string> names;
    for (const Symbol name : change.attributes) names.emplace_back(name.text());
    if (!names.empty()) line += " differs in " + join(names, ", ");
    lines.push_back(std::move(line));
  }
  return join(lines, "\n");
}

fs::path write_bundle(const Case& about, const Catalog& got, const std::string& report) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const fs::path folder =
      cache_folder() / "mistakes" /
      fmt::format("{:%Y%m%d%H%M%S}-{}", fmt::gmtime(now), sha256(report).substr(0, 8));
  fs::create_directories(folder);
  const std::string_view dialect = about.workshop.dialect().name;
  const ServerInfo& server = about.workshop.scratch().server();
  write_file(folder / "from.json", write_snapshot(about.from.catalog, dialect));
  write_file(folder / "to.json", write_snapshot(about.to.catalog, dialect));
  write_file(folder / "got.json", write_snapshot(got, dialect));
  write_file(folder / "from.sql", catalog_text(about.from.catalog, about.workshop.dialect()));
  write_file(folder / "plan.sql", plan_text(about.plan, true));
  write_file(folder / "differences.txt", report + "\n");
  write_file(folder / "versions.txt",
             fmt::format("syncline {}\n{} {}\n", SYNCLINE_VERSION, server.dialect, server.version));
  return folder;
}

[[noreturn]] void fail(const Case& about, const Catalog& got, const std::string& what,
                       const std::string& report) {
  throw Unproved(what + "\n" + report, write_bundle(about, got, what + "\n" + report));
}

/// Steps as a script, so that a scratch database takes them in one go.
Script script_of(const Steps& steps) {
  Script script;
  int line = 0;
  for (const Step& step : steps) script.statements.push_back({step.sql, {"plan.sql", ++line, 1}});
  return script;
}

bool in_one_transaction(const Steps& steps) {
  for (const Step& step : steps) {
    if (step.transaction != Transaction::Inside) return false;
  }
  return true;
}

void run_on_scratch(Session& session, const Steps& steps) {
  if (!in_one_transaction(steps)) return run_steps(session, steps);
  std::vector<std::string> notes;
  session.load(script_of(steps), notes);
}

std::string error_text(const Error& error) {
  return fmt::format("{}{}{}\n{}", error.what(), error.detail.empty() ? "" : "\n", error.detail,
                     error.statement);
}

/// A scratch database that equals the from side, by our own SQL.
std::unique_ptr<Session> copy_of_from(const Case& about) {
  const Workshop& workshop = about.workshop;
  const Catalog& ground = about.from.ground;
  const std::string ground_key = ground.empty() ? "" : fingerprint(ground);
  const std::string key = workshop.key("copy", about.from.fingerprint() + ground_key);
  const Catalog& whole = ground.empty() ? about.from.catalog : ground;
  const auto fill = [&](Session& session) {
    run_on_scratch(session, make_plan(Catalog(), whole, workshop.dialect()).steps);
  };
  auto session = about.workshop.scratch().filled(key, fill);
  if (cache_get(proofs, key)) return session;
  const Catalog got = session->read_to_compare(workshop.scope());
  if (fingerprint(got) != about.from.fingerprint()) {
    fail(about, got, "our SQL for the present schema does not make that schema",
         differences(about.from.catalog, got));
  }
  cache_put(proofs, key, "equal");
  return session;
}

}  // namespace

void prove(Workshop& workshop, const Loaded& from, const Loaded& to, const Plan& plan) {
  const Case about{workshop, from, to, plan};
  Hash hash;
  hash.add_field(from.fingerprint()).add_field(to.fingerprint()).add_field(plan_text(plan, false));
  const std::string key = workshop.key("proof", hash.hex());
  if (cache_get(proofs, key)) {
    workshop.tell("the plan was proved in an earlier run");
    return;
  }
  workshop.tell(fmt::format("proving the plan: {}", count_of(plan.steps.size(), "step")));
  Catalog got;
  try {
    const auto session = copy_of_from(about);
    run_on_scratch(*session, plan.steps);
    got = session->read_to_compare(workshop.scope());
  } catch (const Error& error) {
    // The same scratch server took the user's own SQL a moment ago; what it refuses now is ours.
    if (error.failure == Failure::Config) throw;
    fail(about, got, "a statement of ours was refused on the scratch database", error_text(error));
  }
  if (fingerprint(got) != to.fingerprint()) {
    const std::string report = differences(to.catalog, got);
    if (!report.empty())
      fail(about, got, "the plan does not make the schema that it should", report);
  }
  cache_put(proofs, key, "proved");
}

}  // namespace syncline
