// How a user names revisions: one grammar for every command that takes some.
//
//   target = [branch@] point          branch = a label, or a revision (it and all that descends)
//   point  = head | heads | base | current | REV | REV+N | REV-N | head-N | +N | -N
//   REV    = an id, its unique beginning, or a label (the revision that begins that branch)
//   range  = A:B | A: | :B
#pragma once

#include <optional>
#include <string_view>

#include "migrate/history.h"

namespace syncline {

struct TargetRange {
  Revisions from, to;  ///< none: the base
};

class Targets {
 public:
  /// `applied`: to the database that is worked on; nothing when none is asked: then +N, -N and
  /// current are refused. `history` must outlive this.
  explicit Targets(const History& history, std::optional<RevisionSet> applied = {})
      : history_(history), applied_(std::move(applied)) {}

  // All throw Error(Input) for what does not exist or could be several, with the candidates, and
  // Error(Usage) for a text that is no target or that means nothing here.

  /// The revisions whose lineages together are meant; none: the base.
  Revisions tips(std::string_view target) const;
  /// For who wants exactly one.
  const Revision& one(std::string_view target) const;
  /// What an upgrade to the target runs, in order.
  Revisions to_apply(std::string_view target) const;
  /// What a downgrade to the target takes back, in order: all that stands on the target, and what
  /// needs that; with a branch only what is of that branch, and what needs that.
  Revisions to_revert(std::string_view target) const;
  /// Without a colon: from the base. `A:` ends at all heads, `:B` begins at the base.
  TargetRange range(std::string_view text) const;

 private:
  struct Point {
    std::string text;    ///< as it was written
    std::string branch;  ///< empty: all
    std::string anchor;  ///< empty: relative to what is applied
    int steps = 0;
  };
  /// A resolved point: revisions, or for the base what stands right upon it.
  struct Spot {
    Revisions tips;
    RevisionSet roots;
  };

  Point parse(std::string_view text) const;
  bool names_revision(std::string_view text) const;
  RevisionSet members(const Point& point) const;
  const RevisionSet& applied(const Point& point) const;
  Spot locate(const Point& point) const;
  const Revision* anchored(const Point& point, const RevisionSet& members) const;
  Revisions climb(const Point& point, Revisions start) const;
  Spot descend(const Point& point, const Revision* from) const;
  Revisions next_up(const Point& point) const;
  RevisionSet last_ones(const Point& point) const;

  const History& history_;
  std::optional<RevisionSet> applied_;
};

}  // namespace syncline
