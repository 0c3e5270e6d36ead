#include "plan/expand.h"

#include <algorithm>
#include <deque>
#include <stdexcept>

namespace syncline {

namespace {

class Expander {
 public:
  Expander(const Ends& ends, const Dialect& dialect) : ends_(ends), dialect_(dialect) {}

  Expansion run() {
    std::vector<Change> changes = compare(ends_.from, ends_.to);
    for (const Change& change : changes) judge(change);
    for (const Change& change : changes) judge_presence(change);
    for (const Change& change : changes) {
      if (!change.after) move_over(*change.before);
    }
    spread();
    carry_out_rebuilds();
    return std::move(result_);
  }

 private:
  Verdict& verdict(ObjectId id) {
    Verdict& found = result_.verdicts[id];
    if (!found.before && !found.after) {
      found.before = ends_.from.find(id);
      found.after = ends_.to.find(id);
    }
    return found;
  }

  /// An object on both sides: altered by its rules, or replaced, or part of a rebuild.
  void judge(const Change& change) {
    Verdict& judged = verdict(change.id());
    if (!change.before || !change.after) {
      judged.dropped = change.before != nullptr;
      judged.made = change.after != nullptr;
      if (judged.dropped) queue_.emplace_back(change.id(), Dependents::Stay);
      return;
    }
    const Kind& kind = dialect_.kind(change.id().kind());
    require_rules(kind, change);
    for (const AttributeRule& rule : kind.attributes) {
      if (std::find(change.attributes.begin(), change.attributes.end(), Symbol(rule.name)) ==
          change.attributes.end()) {
        continue;
      }
      Alteration alteration =
          rule.alter ? rule.alter(*change.before, *change.after, ends_) : Alteration::replace();
      if (alteration.how == Alteration::How::Rebuild) return mark_rebuild(change.id());
      if (alteration.how == Alteration::How::Replace) return replace(change.id());
      judged.dependents = std::max({judged.dependents, rule.dependents, alteration.dependents});
      std::move(alteration.steps.begin(), alteration.steps.end(), std::back_inserter(judged.alter));
    }
    if (judged.dependents != Dependents::Stay) queue_.emplace_back(change.id(), judged.dependents);
  }

  static void require_rules(const Kind& kind, const Change& change) {
    for (Symbol name : change.attributes) {
      bool ruled = std::any_of(kind.attributes.begin(), kind.attributes.end(),
                               [&](const AttributeRule& rule) { return rule.name == name.text(); });
      if (!ruled) {
        throw std::logic_error("no rule says how to alter attribute '" + std::string(name.text()) +
                               "' of " + change.id().text());
      }
    }
  }

  /// A new or gone child whose making or dropping only its parent's rebuild can do.
  void judge_presence(const Change& change) {
    if (change.before && change.after) return;
    ObjectId id = change.id();
    ObjectId parent = (change.after ? change.after : change.before)->parent;
    if (!parent || !ends_.from.has(parent) || !ends_.to.has(parent)) return;
    const Kind& kind = dialect_.kind(id.kind());
    Drafted draft =
        change.after ? kind.create(*change.after, ends_) : kind.drop(*change.before, ends_);
    if (draft.how == Alteration::How::Rebuild) return mark_rebuild(id);
    Verdict& judged = verdict(id);
    (change.after ? judged.make : judged.drop) = std::move(draft.steps);
  }

  /// What is the same on both sides but stands on something that goes will stand on another that takes
  /// its place (a view becomes a materialized view): it is made anew there.
  void move_over(const Object& gone) {
    for (const Object* dependent : ends_.from.dependents(gone.id)) {
      bool unchanged = ends_.to.has(dependent->id) && !result_.verdicts.count(dependent->id);
      if (unchanged) reach(*dependent, gone.id, Dependents::All, true);
    }
  }

  void mark_rebuild(ObjectId id) {
    Verdict& judged = verdict(id);
    const Object& object = judged.after ? *judged.after : *judged.before;
    ObjectId root = dialect_.kind(id.kind()).rebuild ? id : object.parent;
    if (std::find(result_.rebuilt.begin(), result_.rebuilt.end(), root) == result_.rebuilt.end()) {
      result_.rebuilt.push_back(root);
    }
  }

  void replace(ObjectId id) {
    Verdict& judged = verdict(id);
    if (judged.dropped) return;
    judged.dropped = true;
    judged.made = judged.after != nullptr;
    judged.alter.clear();
    queue_.emplace_back(id, Dependents::All);
  }

  /// What stands on something replaced or altered, transitively.
  void spread() {
    while (!queue_.empty()) {
      auto [id, dependents] = queue_.front();
      queue_.pop_front();
      const Verdict& cause = verdict(id);
      if (cause.dropped) {
        for (const Object* child : ends_.from.children(id)) {
          if (dialect_.kind(child->id.kind()).dropped_with_parent && !moves_away(*child))
            replace(child->id);
        }
      }
      if (dependents == Dependents::Stay) continue;
      bool replaced = cause.dropped;
      for (const Object* dependent : ends_.from.dependents(id))
        reach(*dependent, id, dependents, replaced);
    }
  }

  /// A child that the new schema hangs under another parent is let go of by its own alteration.
  bool moves_away(const Object& child) const {
    const Object* after = ends_.to.find(child.id);
    return after && after->parent != child.parent;
  }

  void reach(const Object& dependent, ObjectId cause, Dependents dependents, bool replaced) {
    const Kind& kind = dialect_.kind(dependent.id.kind());
    if (dependents == Dependents::Standing && kind.follows_alteration &&
        kind.follows_alteration(dependent)) {
      return;
    }
    if (!kind.holds_data || !kind.holds_data(dependent)) return replace(dependent.id);
    if (verdict(dependent.id).dropped) return;
    if (replaced) release(kind, dependent, cause);
    // It keeps its rows, and the alteration of the cause converts it; what stands on it must step
    // aside.
    if (passed_.insert(dependent.id).second)
      queue_.emplace_back(dependent.id, Dependents::Standing);
  }

  void release(const Kind& kind, const Object& dependent, ObjectId cause) {
    const Object* after = ends_.to.find(dependent.id);
    if (!after || !kind.release) return;
    Release around = kind.release(dependent, *after, cause);
    std::move(around.let_go.begin(), around.let_go.end(), std::back_inserter(result_.let_go));
    std::move(around.take_hold.begin(), around.take_hold.end(),
              std::back_inserter(result_.take_hold));
  }

  /// The rebuild makes some children itself; the others go with the old object and are made again.
  void carry_out_rebuilds() {
    for (ObjectId root : result_.rebuilt) {
      Verdict& judged = verdict(root);
      if (judged.dropped) continue;  // replaced as a whole: nothing is left to rebuild
      judged.alter = dialect_.kind(root.kind()).rebuild(*judged.before, *judged.after, ends_);
      std::unordered_set<ObjectId> inside;
      for (const Step& step : judged.alter) {
        inside.insert(step.makes.begin(), step.makes.end());
        inside.insert(step.drops.begin(), step.drops.end());
      }
      for (const Catalog* side : {&ends_.from, &ends_.to}) {
        for (const Object* child : side->children(root)) {
          Verdict& below = verdict(child->id);
          below.with_rebuild = inside.count(child->id) > 0;
          if (below.with_rebuild) continue;
          below.dropped = below.before != nullptr;
          below.made = below.after != nullptr;
          below.alter.clear();
        }
      }
    }
  }

  const Ends& ends_;
  const Dialect& dialect_;
  Expansion result_;
  std::deque<std::pair<ObjectId, Dependents>> queue_;
  std::unordered_set<ObjectId> passed_;
};

}  // namespace

Expansion expand(const Ends& ends, const Dialect& dialect) { return Expander(ends, dialect).run(); }

}  // namespace syncline
