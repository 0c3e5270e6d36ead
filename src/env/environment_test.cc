#include "env/environment_test.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/moment.h"
#include "env/dialects.h"
#include "migrate/records.h"

namespace syncline {

namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

struct Tried {
  Look look;
  std::optional<ServerInfo> server;
  Rights rights;
  double latency = 0, clock = 0;
};

double median_round_trip(Session& session) {
  std::array<double, 5> times{};
  for (double& time : times) {
    const auto start = Clock::now();
    session.query("SELECT 1");
    time = Milliseconds(Clock::now() - start).count();
  }
  std::ranges::sort(times);
  return times[times.size() / 2];
}

void try_it(Tried& tried) {
  Session& session = tried.look.database->session();
  const Dialect& dialect = tried.look.workshop->dialect();
  tried.server = session.server();
  tried.latency = median_round_trip(session);
  const double before = epoch_seconds(utc_now());
  tried.rights = dialect.rights(session);
  const double after = epoch_seconds(utc_now());
  tried.clock = epoch_seconds(tried.rights.clock) - (before + after) / 2;
}

/// What of the rights is missing for what the role is there for; empty: nothing.
std::string missing_rights(const EnvironmentTest& test) {
  const Rights& rights = test.rights;
  if (!rights.read_schema) return "its role may not look into every schema";
  if (rights.read_ledger == false) return "its role may not read the ledger";
  if (test.access == Access::Read) return "";
  if (rights.in_recovery) return "the server is in recovery: nothing can be changed there";
  if (!rights.change_schema) return "its role may not make objects in any schema";
  if (!rights.write_ledger) return "its role may not write the ledger";
  return "";
}

void conclude(EnvironmentTest& test, const Tried& tried) {
  test.url = tried.look.url;
  if (tried.look.problem) {
    test.problem = problem_text(*tried.look.problem);
    test.hint = tried.look.problem->hint;
    return;
  }
  test.server = tried.server;
  test.rights = tried.rights;
  test.connect_milliseconds = tried.look.connect_milliseconds;
  test.latency_milliseconds = tried.latency;
  test.clock_seconds = tried.clock;
  test.problem = missing_rights(test);
  if (!test.problem.empty() && !test.rights.in_recovery) {
    test.hint = fmt::format("syncline env grants --env {} prints what to grant", test.name);
  }
}

}  // namespace

std::vector<EnvironmentTest> test_environments(const Project& project, const LookRequest& request) {
  std::vector<EnvironmentTest> tests;
  std::vector<std::shared_ptr<Tried>> all;
  std::vector<std::function<void()>> jobs;
  for (const Environment* environment : request.environments) {
    for (const Access access : {Access::Read, Access::Change}) {
      if (access == Access::Change && !environment->apply_url) continue;
      EnvironmentTest& test = tests.emplace_back();
      test.name = environment->name;
      test.role = environment->role;
      test.tags = environment->tags;
      test.access = access;
      test.changes = access == Access::Change || !environment->apply_url;
      test.origin = origin_of(url_source(*environment, access));
      auto tried = std::make_shared<Tried>();
      tried->look.project = project;
      tried->look.environment = *environment;
      tried->look.access = access;
      tried->look.tell = request.tell;
      jobs.emplace_back([tried, timeout = request.timeout] {
        take_look(tried->look, nullptr, timeout, [&](Look&) { try_it(*tried); });
        tried->look.database.reset();
      });
      all.push_back(std::move(tried));
    }
  }
  Crew crew(std::move(jobs));
  const std::vector<bool> done = crew.wait(request.timeout + std::chrono::milliseconds(250));
  for (std::size_t i = 0; i < tests.size(); ++i) {
    if (done[i]) {
      conclude(tests[i], *all[i]);
    } else {
      tests[i].problem = late_text(request.timeout);
    }
  }
  return tests;
}

}  // namespace syncline
