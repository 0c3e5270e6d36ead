#include "cli/graph.h"

#include <algorithm>
#include <set>
#include <utility>

namespace syncline {

namespace {

/// Columns of the drawing; each is a line on its way down to the revision that is named, or free.
class Lanes {
 public:
  explicit Lanes(std::set<std::string> drawn) : drawn_(std::move(drawn)) {}

  GraphLines draw(const GraphNode& node) {
    GraphLines lines;
    std::vector<std::size_t> waiting = waiting_for(node.id);
    if (waiting.empty()) waiting = {take(0, node.id)};
    const std::size_t own = waiting.front();
    waiting.erase(waiting.begin());
    if (!waiting.empty()) lines.before.push_back(knot(own, waiting, "┴", "╯"));
    for (const std::size_t lane : waiting) lanes_[lane].clear();
    const bool ends =
        std::ranges::none_of(node.parents, [&](const auto& id) { return drawn_.contains(id); });
    const std::string dot = ends ? "○" : "●";
    lines.own = row([&](std::size_t lane) { return lane == own ? dot : plain(lane); }, {});
    std::vector<std::size_t> further;
    lanes_[own].clear();
    for (const std::string& parent : node.parents) {
      if (!drawn_.contains(parent)) continue;
      if (lanes_[own].empty()) {
        lanes_[own] = parent;
      } else {
        further.push_back(take(own + 1, parent));
      }
    }
    if (!further.empty()) lines.after.push_back(knot(own, further, "┬", "╮"));
    while (!lanes_.empty() && lanes_.back().empty()) lanes_.pop_back();
    lines.rest = row([&](std::size_t lane) { return plain(lane); }, {});
    return lines;
  }

 private:
  std::vector<std::size_t> waiting_for(const std::string& id) const {
    std::vector<std::size_t> result;
    for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
      if (lanes_[lane] == id) result.push_back(lane);
    }
    return result;
  }

  /// The first free lane from `start` on.
  std::size_t take(std::size_t start, const std::string& id) {
    while (start < lanes_.size() && !lanes_[start].empty()) ++start;
    if (start >= lanes_.size()) lanes_.resize(start + 1);
    lanes_[start] = id;
    return start;
  }

  std::string plain(std::size_t lane) const { return lanes_[lane].empty() ? " " : "│"; }

  /// A line from `own` to other lanes on its right, across what stands between.
  std::string knot(std::size_t own, const std::vector<std::size_t>& others, const char* inner,
                   const char* last) const {
    const auto sign = [&](std::size_t lane) -> std::string {
      if (lane == own) return "├";
      if (lane == others.back()) return last;
      if (std::ranges::find(others, lane) != others.end()) return inner;
      if (lane < own || lane > others.back()) return plain(lane);
      return lanes_[lane].empty() ? "─" : "┼";
    };
    return row(sign, std::pair(own, others.back()));
  }

  /// One sign for each lane, with a blank between, or a line from the first of `across` to the
  /// last.
  template <class Sign>
  std::string row(Sign sign, std::pair<std::size_t, std::size_t> across) const {
    std::string text;
    for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
      if (lane > 0) text += lane > across.first && lane <= across.second ? "─" : " ";
      text += sign(lane);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  }

  std::set<std::string> drawn_;
  std::vector<std::string> lanes_;
};

}  // namespace

std::vector<GraphLines> draw_graph(const std::vector<GraphNode>& nodes) {
  std::set<std::string> drawn;
  for (const GraphNode& node : nodes) drawn.insert(node.id);
  Lanes lanes(std::move(drawn));
  std::vector<GraphLines> lines;
  for (const GraphNode& node : nodes) lines.push_back(lanes.draw(node));
  return lines;
}

}  // namespace syncline
