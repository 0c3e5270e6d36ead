// Revisions as text for people and as Data for programs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/output.h"
#include "migrate/history.h"

namespace syncline {

/// Where one looks at a history from: with what a database has, or without.
struct HistoryView {
  HistoryView(const History& all, std::optional<RevisionSet> in_database);

  const History& history;
  std::optional<RevisionSet> applied;
  RevisionSet heads, current;  ///< current: the last applied ones

  /// "head", "label billing", "applied", …
  std::vector<std::string> marks(const Revision& one) const;
  Data::Record data(const Revision& one) const;
};

/// As a drawn graph, the newest on top. `revisions`: children before parents.
std::string graph_text(const HistoryView& view, const Revisions& revisions, bool verbose);

/// "20250101000000  First table  (label billing)", a line each.
std::string list_text(const HistoryView& view, const Revisions& revisions);

/// "migrations/20250101000000_x.sql", from where the user stands.
std::string near_path(const std::filesystem::path& file);

}  // namespace syncline
