// The record of a deployment while it runs: each step is written down before it begins and when it
// has ended.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "deploy/record.h"
#include "deploy/record_store.h"

namespace syncline {

class StageLog {
 public:
  /// `ledger` writes the record into the database's ledger; what it throws is told, and no error
  /// once the deployment has begun. `tell`: for people.
  StageLog(RecordFolder folder, std::function<void(const Deployment&)> ledger,
           std::function<void(const std::string&)> tell);

  Deployment& record() { return record_; }
  const Deployment& record() const { return record_; }

  /// The first time, before anything is changed: what cannot be written stops the deployment.
  void begin();
  /// From now on nothing stops for the record's sake: the other copy has it.
  void save();

  /// The record so far; an earlier run's steps that were begun have failed with that run.
  void take_over(Deployment record);
  bool has_done(std::string_view step, const std::string& what) const;
  bool has_begun(std::string_view step) const;

  RecordedStep& open(std::string_view step, const std::string& what);
  void close(StepState state, const std::string& error = "");

 private:
  RecordFolder folder_;
  std::function<void(const Deployment&)> ledger_;
  std::function<void(const std::string&)> tell_;
  Deployment record_;
  std::string problem_;  ///< that was told last
};

}  // namespace syncline
