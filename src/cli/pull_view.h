// What a pull says: lines while it works, or one JSON object at its end.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/output.h"
#include "deploy/copy_rows.h"
#include "deploy/pull.h"

namespace syncline {

class PullView {
 public:
  PullView(bool json, std::string into) : json_(json), into_(std::move(into)) {}

  /// `adopting`: the drift is going to be written as a revision.
  void found(const Upstream& upstream, bool adopting);
  void made(const std::string& what, bool now);
  void adopted(const AdoptReport& report, const Upstream& upstream);
  void planned(const PullPlan& plan);
  void seeded(const std::filesystem::path& file);
  void copied(const std::vector<CopiedTable>& tables);
  /// Exit codes.
  int dry_run(const PullPlan& plan);
  int result(const PullPlan& plan, const Comparison& ends);

 private:
  void tell_of_drift(const Upstream& upstream, bool adopting);
  Data data(const PullPlan& plan) const;

  const bool json_;
  const std::string into_;
  std::string from_, environment_;
  bool drift_ = false;
  Data changes_ = Data::List{}, rows_ = Data::List{}, adopted_, seeded_;
  bool made_ = false;
  bool acted_ = false;  ///< more than the plan was done, or would be
};

}  // namespace syncline
