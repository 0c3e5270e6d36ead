// One fault, and whether the program gets over it.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "faults/ground.h"
#include "faults/judge.h"

namespace syncline::testing {

/// The reference of a dialect: the history's states, and what an undisturbed upgrade makes. The
/// problem of that run, "" when all is well.
std::string make_reference(Ground& ground, Reference& reference);

/// What is not true after an upgrade that ended as `faulted` says, looked at and then finished by a
/// plain second upgrade. "" when nothing is lost.
std::string aftermath(const Ground& ground, const Reference& reference, const Outcome& faulted);

/// A plain upgrade, after which all must be as the reference says; "" when it is. `left`: how many
/// revisions it must report to have applied; -1: any.
std::string finish(const Ground& ground, const Reference& reference, int left);

/// Revisions of which `upgrade --json` said that they are finished.
std::vector<std::string> revisions_finished(const Outcome& outcome);
/// How many it names in its result; -1 when it did not come to one.
int revisions_reported(const Outcome& outcome);

/// Counts trials of several threads, and keeps the words of those that lost something.
class Tally {
 public:
  void add(const std::string& label, const std::string& problem);
  /// Prints the counts; the words of the first that lost something. $SYNCLINE_FAULTS_REPORT begins
  /// the name of a file for the words of all.
  std::string verdict(const std::string& what) const;

 private:
  std::mutex mutex_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::size_t count_ = 0;
  std::vector<std::string> problems_;
};

/// Whether a statement changes nothing that stays, not even a lock.
bool reads_only(const std::string& text);
/// Its beginning, for people.
std::string one_line(const std::string& sql);

/// Runs `work(worker, item)` for every item, two at a time.
void in_parallel(std::size_t items,
                 const std::function<void(std::size_t worker, std::size_t item)>& work);
inline constexpr std::size_t workers = 2;

/// Every how many faults one is tried: `all` when $SYNCLINE_FAULTS is "all", else `everyday`.
std::size_t stride(std::size_t everyday, std::size_t all = 1);

}  // namespace syncline::testing
