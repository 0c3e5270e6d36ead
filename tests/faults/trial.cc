#include "faults/trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <exception>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/files.h"
#include "base/text.h"

namespace syncline::testing {

namespace {

using Json = nlohmann::json;

std::string words_of(const Outcome& outcome) {
  return fmt::format("  exit {}{}\n{}{}", outcome.status, outcome.timed_out ? " (it hung)" : "",
                     outcome.output, outcome.errors);
}

std::size_t revisions_in(const Reference& reference) {
  std::size_t count = 0;
  for (const HistoryStatement& statement : reference.statements) count += statement.last;
  return count;
}

/// `status` must say how many revisions are missing, that nobody changed anything by hand, and
/// whether one was begun and not finished.
std::string status_problem(const Reference& reference, const Standing& standing,
                           const Outcome& outcome) {
  const Json said = Json::parse(outcome.output, nullptr, false);
  if (outcome.timed_out || said.is_discarded() || said["environments"].size() != 1) {
    return "  status does not answer\n" + words_of(outcome);
  }
  const Json& one = said["environments"][0];
  const std::size_t pending = revisions_in(reference) - standing.revisions;
  if (one["pending"] != pending) {
    return fmt::format("  status should say that {} are pending\n{}", pending, words_of(outcome));
  }
  if (one["drift"] == "yes")
    return "  status tells of drift, and nobody changed anything\n" + words_of(outcome);
  if (!standing.in_part && (one["drift"] != "no" || outcome.status != 0)) {
    return "  status should find that all is well\n" + words_of(outcome);
  }
  if (!standing.in_part) return "";
  const std::string& revision = reference.statements[standing.statements].revision;
  if (outcome.status != 1 || outcome.output.find(revision) == std::string::npos) {
    return fmt::format("  status does not tell that {} was begun\n{}", revision, words_of(outcome));
  }
  return "";
}

/// What the program said of its own end must be true.
std::string exit_problem(const Outcome& faulted, const Standing& standing,
                         const Reference& reference) {
  if (faulted.timed_out) return "  the disturbed upgrade hung\n" + words_of(faulted);
  const bool all = standing.revisions == revisions_in(reference);
  if (faulted.status == 0 && !all)
    return "  the disturbed upgrade said that all was done\n" + words_of(faulted);
  const bool killed = faulted.status == 128 + 9;
  if (faulted.status != 0 && faulted.status != 5 && !killed) {
    return "  the disturbed upgrade ended in an unexpected way\n" + words_of(faulted);
  }
  if (faulted.status == 5 && faulted.errors.find("error: ") == std::string::npos) {
    return "  the disturbed upgrade failed without a word\n" + words_of(faulted);
  }
  return "";
}

std::string guarded(const std::function<std::string()>& look) {
  try {
    return look();
  } catch (const std::exception& error) {
    return fmt::format("  the test itself was stopped: {}\n", error.what());
  }
}

}  // namespace

std::vector<std::string> revisions_finished(const Outcome& outcome) {
  std::vector<std::string> finished;
  for (const std::string& line : split(outcome.output, '\n')) {
    const Json event = Json::parse(line, nullptr, false);
    if (event.is_object() && event["event"] == "finished") finished.push_back(event["revision"]);
  }
  return finished;
}

int revisions_reported(const Outcome& outcome) {
  for (const std::string& line : split(outcome.output, '\n')) {
    const Json event = Json::parse(line, nullptr, false);
    if (!event.is_object() || event["event"] != "result") continue;
    return static_cast<int>(event["revisions"].size());
  }
  return -1;
}

std::string make_reference(Ground& ground, Reference& reference) {
  reference.dialect = &ground.dialect();
  reference.statements = statements_of(ground.migrations(), ground.dialect());
  ground.renew();
  reference.states = states_between(reference.statements, *ground.open(), ground.dialect());
  reference.dump = ground.dump();
  ground.renew();
  return finish(ground, reference, static_cast<int>(revisions_in(reference)));
}

std::string aftermath(const Ground& ground, const Reference& reference, const Outcome& faulted) {
  return guarded([&]() -> std::string {
    if (!ground.deserted()) return "  somebody stays connected to the database\n";
    const Outcome status = ground.run({"status", "--json"});
    const Standing standing = standing_of(*ground.open(), reference);
    std::string problem = exit_problem(faulted, standing, reference) + standing.problem +
                          status_problem(reference, standing, status);
    const std::size_t left = revisions_in(reference) - standing.revisions;
    return problem + finish(ground, reference, static_cast<int>(left));
  });
}

std::string finish(const Ground& ground, const Reference& reference, int left) {
  return guarded([&]() -> std::string {
    const Outcome upgrade = ground.run({"upgrade", "--json"});
    if (upgrade.status != 0) return "  the second upgrade failed\n" + words_of(upgrade);
    if (left >= 0 && revisions_reported(upgrade) != left) {
      return fmt::format("  the second upgrade should report {} revisions\n{}", left,
                         words_of(upgrade));
    }
    const Standing standing = standing_of(*ground.open(), reference);
    std::string problem = standing.problem;
    if (standing.statements != reference.statements.size())
      problem += "  not all statements are in the journal\n";
    problem += status_problem(reference, standing, ground.run({"status", "--json"}));
    const Outcome again = ground.run({"upgrade", "--json"});
    if (again.status != 0 || revisions_reported(again) != 0) {
      problem += "  the third upgrade should have nothing to do\n" + words_of(again);
    }
    if (ground.dump() != reference.dump)
      problem += "  the dump differs from that of an undisturbed run\n";
    return problem;
  });
}

void Tally::add(const std::string& label, const std::string& problem) {
  const std::lock_guard lock(mutex_);
  ++count_;
  if (!problem.empty()) problems_.push_back(label + "\n" + problem);
}

std::string Tally::verdict(const std::string& what) const {
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start_;
  fmt::print("{}: {} faults, {} lost ({:.1f} s)\n", what, count_, problems_.size(), took.count());
  if (const char* file = std::getenv("SYNCLINE_FAULTS_REPORT")) {
    write_file(fmt::format("{}-{}", file, what), join(problems_, "\n"));
  }
  if (count_ == 0) return "nothing was tried";
  constexpr std::size_t most = 10;
  std::string words;
  for (std::size_t i = 0; i < std::min(most, problems_.size()); ++i) words += problems_[i] + "\n";
  return words;
}

bool reads_only(const std::string& text) {
  const std::string sql(trim(text));
  if (sql.find("advisory") != std::string::npos) return false;
  if (starts_with_nocase(sql, "WITH")) return lower(sql).find("insert") == std::string::npos;
  return starts_with_nocase(sql, "SELECT") || starts_with_nocase(sql, "SHOW");
}

std::string one_line(const std::string& sql) { return folded(sql, {}).substr(0, 70); }

void in_parallel(std::size_t items, const std::function<void(std::size_t, std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  const auto run_some = [&](std::size_t worker) {
    for (std::size_t item = next++; item < items; item = next++) work(worker, item);
  };
  std::vector<std::thread> others;
  for (std::size_t worker = 1; worker < workers; ++worker) others.emplace_back(run_some, worker);
  run_some(0);
  for (std::thread& other : others) other.join();
}

std::size_t stride(std::size_t everyday, std::size_t all) {
  const char* wanted = std::getenv("SYNCLINE_FAULTS");
  return wanted && std::string(wanted) == "all" ? all : everyday;
}

}  // namespace syncline::testing
