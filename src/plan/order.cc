#include "plan/order.h"

#include <functional>
#include <queue>
#include <unordered_map>

namespace syncline {

namespace {

using Rows = std::vector<std::size_t>;
using ById = std::unordered_map<ObjectId, Rows>;

class Graph {
 public:
  explicit Graph(const std::vector<Draft>& drafts)
      : drafts_(drafts), after_(drafts.size()), waits_(drafts.size()) {
    ById makers, droppers, freers, needers;
    for (std::size_t row = 0; row < drafts.size(); ++row) {
      const Step& step = drafts[row].step;
      for (ObjectId id : step.makes) makers[id].push_back(row);
      for (ObjectId id : step.drops) droppers[id].push_back(row);
      for (ObjectId id : step.frees) freers[id].push_back(row);
      for (ObjectId id : step.needs) needers[id].push_back(row);
    }
    connect(makers, needers);
    connect(freers, droppers);
    connect(droppers, makers);
    chain();
  }

  Order sorted() {
    Order order;
    std::priority_queue<std::size_t, Rows, std::greater<>> ready;
    for (std::size_t row = 0; row < drafts_.size(); ++row) {
      if (waits_[row] == 0) ready.push(row);
    }
    while (!ready.empty()) {
      std::size_t row = ready.top();
      ready.pop();
      order.rows.push_back(row);
      for (std::size_t next : after_[row]) {
        if (--waits_[next] == 0) ready.push(next);
      }
    }
    for (std::size_t row = 0; row < drafts_.size(); ++row) {
      if (waits_[row] > 0) order.stuck.push_back(row);
    }
    return order;
  }

 private:
  void edge(std::size_t first, std::size_t second) {
    after_[first].push_back(second);
    ++waits_[second];
  }

  void connect(const ById& firsts, const ById& seconds) {
    for (const auto& [id, rows] : firsts) {
      auto found = seconds.find(id);
      if (found == seconds.end()) continue;
      for (std::size_t first : rows) {
        for (std::size_t second : found->second) {
          if (first != second && !same_object(first, second)) edge(first, second);
        }
      }
    }
  }

  /// Steps of one object are in sequence anyway; edges by id between them could point backwards.
  bool same_object(std::size_t a, std::size_t b) const {
    return drafts_[a].object && drafts_[a].object == drafts_[b].object;
  }

  void chain() {
    std::unordered_map<ObjectId, std::size_t> last;
    for (std::size_t row = 0; row < drafts_.size(); ++row) {
      if (!drafts_[row].object) continue;
      auto [place, fresh] = last.emplace(drafts_[row].object, row);
      if (!fresh) edge(place->second, row);
      place->second = row;
    }
  }

  const std::vector<Draft>& drafts_;
  std::vector<Rows> after_;
  Rows waits_;
};

}  // namespace

Order order_drafts(const std::vector<Draft>& drafts) { return Graph(drafts).sorted(); }

}  // namespace syncline
