#include "plan/draft.h"

#include <algorithm>

namespace syncline {

namespace {

bool blank(const Step& step) {
  return step.makes.empty() && step.needs.empty() && step.drops.empty() && step.frees.empty();
}

class Drafter {
 public:
  Drafter(Expansion& expansion, const Ends& ends, const Dialect& dialect,
          const std::unordered_set<ObjectId>& apart)
      : expansion_(expansion), ends_(ends), dialect_(dialect), apart_(apart) {}

  std::vector<Draft> run() {
    std::vector<Verdict*> verdicts = sorted();
    for (Step& step : copy(expansion_.let_go)) drafts_.push_back({std::move(step), {}});
    for (auto verdict = verdicts.rbegin(); verdict != verdicts.rend(); ++verdict) {
      if ((*verdict)->dropped && !(*verdict)->with_rebuild) drop(**verdict);
    }
    for (Verdict* verdict : verdicts) {
      if (verdict->with_rebuild) continue;
      if (verdict->made) {
        make(*verdict);
      } else if (verdict->altered()) {
        alter(*verdict);
      }
    }
    for (Step& step : copy(expansion_.take_hold)) drafts_.push_back({std::move(step), {}});
    return std::move(drafts_);
  }

 private:
  static ObjectId id_of(const Verdict& verdict) {
    return (verdict.after ? verdict.after : verdict.before)->id;
  }
  static Steps copy(const Steps& steps) { return steps; }

  std::vector<Verdict*> sorted() {
    struct Row {
      std::size_t rank;
      std::int64_t position;
      ObjectId parent, id;
      Verdict* verdict;
    };
    std::vector<Row> rows;
    for (auto& [id, verdict] : expansion_.verdicts) {
      const Object& object = verdict.after ? *verdict.after : *verdict.before;
      rows.push_back({dialect_.rank(id.kind()), object.position, object.parent, id, &verdict});
    }
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
      if (a.rank != b.rank) return a.rank < b.rank;
      if (a.parent != b.parent) return a.parent < b.parent;
      if (a.position != b.position) return a.position < b.position;
      return a.id < b.id;
    });
    std::vector<Verdict*> verdicts;
    for (const Row& row : rows) verdicts.push_back(row.verdict);
    return verdicts;
  }

  /// Whether the drop (or rebuild) of its parent takes this object along.
  bool goes_along(const Verdict& verdict) const {
    const Object& object = *verdict.before;
    if (!dialect_.kind(object.id.kind()).dropped_with_parent || apart_.count(object.id))
      return false;
    auto parent = expansion_.verdicts.find(object.parent);
    if (parent == expansion_.verdicts.end()) return false;
    return parent->second.dropped || is_rebuilt(object.parent);
  }

  bool is_rebuilt(ObjectId id) const {
    return std::find(expansion_.rebuilt.begin(), expansion_.rebuilt.end(), id) !=
           expansion_.rebuilt.end();
  }

  void drop(Verdict& verdict) {
    const Object& object = *verdict.before;
    if (goes_along(verdict)) return;
    Steps steps = verdict.drop;
    if (steps.empty()) steps = dialect_.kind(object.id.kind()).drop(object, ends_).steps;
    std::vector<ObjectId> drops, frees;
    take_along(object, drops, frees);
    for (Step& step : steps) {
      if (blank(step)) {
        step.drops = drops;
        step.frees = frees;
      }
      drafts_.push_back({std::move(step), object.id});
    }
  }

  /// The object and what goes along with it, and all that these no longer lean on.
  void take_along(const Object& object, std::vector<ObjectId>& drops,
                  std::vector<ObjectId>& frees) const {
    drops.push_back(object.id);
    if (object.parent) frees.push_back(object.parent);
    frees.insert(frees.end(), object.depends_on.begin(), object.depends_on.end());
    for (const Object* child : ends_.from.children(object.id)) {
      auto found = expansion_.verdicts.find(child->id);
      if (found != expansion_.verdicts.end() && found->second.dropped &&
          goes_along(found->second)) {
        take_along(*child, drops, frees);
      }
    }
  }

  void make(Verdict& verdict) {
    const Object& object = *verdict.after;
    if (made_.count(object.id)) return;
    Steps steps = verdict.make;
    if (steps.empty()) steps = dialect_.kind(object.id.kind()).create(object, ends_).steps;
    for (Step& step : steps) {
      if (blank(step)) {
        step.makes = {object.id};
        step.needs = object.depends_on;
        if (object.parent) step.needs.push_back(object.parent);
      }
      made_.insert(step.makes.begin(), step.makes.end());
      drafts_.push_back({std::move(step), object.id});
    }
  }

  void alter(Verdict& verdict) {
    const Object& before = *verdict.before;
    const Object& after = *verdict.after;
    Step filled = around(before, after, verdict.dependents);
    for (Step& step : copy(verdict.alter)) {
      if (blank(step)) {
        step.makes = filled.makes;
        step.needs = filled.needs;
        step.drops = filled.drops;
        step.frees = filled.frees;
      }
      drafts_.push_back({std::move(step), after.id});
    }
  }

  /// What an alteration makes, needs, drops and frees when its kind does not say.
  static Step around(const Object& before, const Object& after, Dependents dependents) {
    Step step;
    step.makes = {after.id};
    step.needs = after.depends_on;
    if (after.parent && after.parent != before.parent) step.needs.push_back(after.parent);
    if (before.parent && after.parent != before.parent) step.frees.push_back(before.parent);
    for (ObjectId id : before.depends_on) {
      bool still =
          std::find(after.depends_on.begin(), after.depends_on.end(), id) != after.depends_on.end();
      if (!still) step.frees.push_back(id);
    }
    if (dependents != Dependents::Stay) step.drops = {before.id};
    return step;
  }

  Expansion& expansion_;
  const Ends& ends_;
  const Dialect& dialect_;
  const std::unordered_set<ObjectId>& apart_;
  std::vector<Draft> drafts_;
  std::unordered_set<ObjectId> made_;
};

}  // namespace

std::vector<Draft> draft_steps(Expansion& expansion, const Ends& ends, const Dialect& dialect,
                               const std::unordered_set<ObjectId>& apart) {
  return Drafter(expansion, ends, dialect, apart).run();
}

}  // namespace syncline
