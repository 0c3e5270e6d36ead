// Revisions and their parents as lines of a terminal, the newest on top.
#pragma once

#include <string>
#include <vector>

namespace syncline {

struct GraphNode {
  std::string id;
  std::vector<std::string> parents;  ///< those that are not among the nodes are not drawn
};

/// The lines of one node: those that lead to it, its own with a dot (a ring where its line ends, so
/// that what stands below in the same place is no parent), those that lead on.
struct GraphLines {
  std::vector<std::string> before;
  std::string own;
  std::vector<std::string> after;
  std::string rest;  ///< what goes on below it: stands beside further lines about this node
};

/// Children before parents, as they are given.
std::vector<GraphLines> draw_graph(const std::vector<GraphNode>& nodes);

}  // namespace syncline
