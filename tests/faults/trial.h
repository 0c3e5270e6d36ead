// One fault, and whether the program gets over it.
#pragma once

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

/// Revisions that `upgrade --json` reports to have applied; -1 when it reports nothing at all.
int revisions_reported(const Outcome& outcome);

/// Counts trials of several threads, and keeps the words of those that lost something.
class Tally {
 public:
  void add(const std::string& label, const std::string& problem);
  std::size_t count() const { return count_; }
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  std::mutex mutex_;
  std::size_t count_ = 0;
  std::vector<std::string> problems_;
};

/// Runs `work(worker, item)` for every item, two at a time.
void in_parallel(std::size_t items,
                 const std::function<void(std::size_t worker, std::size_t item)>& work);
inline constexpr std::size_t workers = 2;

/// 1 when all faults are to be tried ($SYNCLINE_FAULTS=all), else `everyday`: every so many.
std::size_t stride(std::size_t everyday);

}  // namespace syncline::testing
