#include "migrate/target.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/text.h"

namespace syncline {

namespace {

constexpr std::string_view forms =
    "a target is a revision, head, heads, base, current, +N, -N, REV+N or REV-N, and each of them "
    "after BRANCH@";

/// "+2" or "-2" as a number; nothing for other text.
std::optional<int> steps_of(std::string_view text) {
  constexpr std::size_t most_digits = 6;
  if (text.size() < 2 || text.size() > most_digits + 1) return {};
  if (text.find_first_not_of("0123456789", 1) != text.npos) return {};
  if (text[0] != '+' && text[0] != '-') return {};
  const int number = std::atoi(std::string(text.substr(1)).c_str());
  return text[0] == '+' ? number : -number;
}

Error ambiguous(std::string_view target, const std::string& what, const Revisions& candidates,
                std::string hint) {
  return Error(Failure::Input, fmt::format("{}: {}: {}", target, what, listed(candidates)))
      .with_hint(std::move(hint));
}

std::string branch_hint(const Revisions& candidates, int steps) {
  return fmt::format("say which branch, by a label or a revision: {}@{:+}", candidates.front()->id,
                     steps);
}

Error too_far(std::string_view target, std::string_view words) {
  return Error(Failure::Input, fmt::format("{} goes too far: {}", target, words));
}

}  // namespace

bool Targets::names_revision(std::string_view text) const {
  if (history_.labelled(text) || history_.squash_of(text)) return true;
  return std::ranges::any_of(history_.revisions(),
                             [&](const Revision& one) { return one.id.starts_with(text); });
}

/// Ids may hold a minus: what begins an id is that id, and only else a number of steps is cut off.
Targets::Point Targets::parse(std::string_view text) const {
  Point point;
  point.text = text = trim(text);
  if (const std::size_t at = text.find('@'); at != text.npos) {
    point.branch = text.substr(0, at);
    text.remove_prefix(at + 1);
    if (point.branch.empty()) {
      throw Error(Failure::Usage, fmt::format("\"{}\" names no branch before @", point.text))
          .with_hint(std::string(forms));
    }
  }
  point.anchor = text;
  const std::size_t sign = text.find_last_of("+-");
  if (sign != text.npos && !names_revision(text)) {
    if (const auto steps = steps_of(text.substr(sign))) {
      point.anchor = text.substr(0, sign);
      point.steps = *steps;
      if (*steps == 0) {
        throw Error(Failure::Usage, fmt::format("\"{}\": 0 steps lead nowhere", point.text));
      }
    }
  }
  if (point.anchor.empty() && point.steps == 0) {
    throw Error(Failure::Usage, fmt::format("\"{}\" is no target", point.text))
        .with_hint(std::string(forms));
  }
  return point;
}

/// Ids of the branch; of everything when none is named.
RevisionSet Targets::members(const Point& point) const {
  RevisionSet all;
  for (const Revision& one : history_.revisions()) all.insert(one.id);
  if (point.branch.empty()) return all;
  if (!names_revision(point.branch)) {
    std::vector<std::string> names;
    for (const Revision& one : history_.revisions()) {
      for (const Named& label : one.labels) names.push_back(label.id);
    }
    const std::string near = nearest(point.branch, names);
    throw Error(Failure::Input,
                fmt::format("{}: there is no branch \"{}\"", point.text, point.branch))
        .with_hint(!near.empty()   ? fmt::format("did you mean {}?", near)
                   : names.empty() ? "no revision has a label line; a revision's id will do as well"
                                   : "labels are: " + join(names, ", "));
  }
  return history_.descendants(*history_.resolve(point.branch));
}

const RevisionSet& Targets::applied(const Point& point) const {
  if (applied_) return *applied_;
  throw Error(Failure::Usage, fmt::format("{} is relative to what is applied to a database, and "
                                          "none is asked here",
                                          point.text))
      .with_hint("name a revision, as in head-1; or name a database with --env or --url");
}

/// One revision by its name, or null for the base.
const Revision* Targets::anchored(const Point& point, const RevisionSet& branch) const {
  if (point.anchor == "base") return nullptr;
  if (point.anchor == "head" && point.branch.empty()) return history_.head();
  if (point.anchor == "head" || point.anchor == "heads" || point.anchor == "current") {
    const bool now = point.anchor == "current";
    RevisionSet from = branch;
    if (now) {
      std::erase_if(from, [&](const std::string& id) { return !applied(point).contains(id); });
    }
    const Revisions tips = history_.tips(from);
    if (tips.size() == 1) return tips.front();
    if (tips.empty()) return nullptr;
    throw ambiguous(point.text,
                    fmt::format("there are {} {}", tips.size(), now ? "of them" : "heads"), tips,
                    "name one of them");
  }
  const Revision* found = history_.resolve(point.anchor);
  if (!point.branch.empty() && !branch.contains(found->id) &&
      !history_.lineage(*history_.resolve(point.branch)).contains(found->id)) {
    throw Error(Failure::Input, fmt::format("{}: revision {} is not on the branch {}", point.text,
                                            found->id, point.branch));
  }
  return found;
}

/// From revision to child, `steps` times. From the base: to a root first.
Revisions Targets::climb(const Point& point, Revisions candidates) const {
  const RevisionSet branch = members(point);
  const Revision* at = nullptr;
  for (int left = point.steps; left > 0; --left) {
    if (at) candidates = history_.children(*at);
    std::erase_if(candidates, [&](const Revision* one) { return !branch.contains(one->id); });
    if (candidates.empty()) {
      throw too_far(point.text, "nothing comes after it");
    }
    if (candidates.size() > 1) {
      throw ambiguous(point.text, "more than one revision comes next", candidates,
                      branch_hint(candidates, point.steps));
    }
    at = candidates.front();
  }
  return {at};
}

/// From revision to parent.
Targets::Spot Targets::descend(const Point& point, const Revision* at) const {
  if (!at) throw too_far(point.text, "nothing comes before the base");
  for (int left = -point.steps; left > 0; --left) {
    if (at->parents.empty()) {
      if (left == 1) return {{}, {at->id}};
      throw too_far(point.text, fmt::format("{} has no parent", at->id));
    }
    Revisions parents;
    for (const std::string& id : at->parents) parents.push_back(history_.find(id));
    if (parents.size() > 1) {
      throw ambiguous(point.text, fmt::format("{} is a merge", at->id), parents,
                      "name the one to go on from");
    }
    at = parents.front();
  }
  return {{at}, {}};
}

/// The tips of a database that went up N revisions from what is applied.
Revisions Targets::next_up(const Point& point) const {
  RevisionSet state = applied(point);
  const RevisionSet branch = members(point);
  for (int done = 0; done < point.steps; ++done) {
    Revisions next;
    for (const Revision& one : history_.revisions()) {
      if (state.contains(one.id) || !branch.contains(one.id)) continue;
      const auto there = [&](const std::string& id) {  // ancestors outside of a branch come along
        return state.contains(id) || !branch.contains(id);
      };
      if (std::ranges::all_of(one.parents, there)) next.push_back(&one);
    }
    if (next.empty()) {
      throw too_far(point.text,
                    done == 0 ? "nothing is left"
                              : fmt::format("only {} left",
                                            done == 1 ? "1 is" : fmt::format("{} are", done)));
    }
    if (next.size() > 1) {
      throw ambiguous(point.text, "more than one revision comes next", next,
                      branch_hint(next, point.steps) + "; to go to all: heads");
    }
    state.merge(history_.lineage(*next.front()));
  }
  return history_.tips(state);
}

/// What is taken back first when a database goes N revisions down from what is applied.
RevisionSet Targets::last_ones(const Point& point) const {
  RevisionSet state = applied(point);
  const RevisionSet branch = members(point);
  RevisionSet doomed;
  for (int done = 0; done < -point.steps; ++done) {
    RevisionSet of_branch = state;
    std::erase_if(of_branch, [&](const std::string& id) { return !branch.contains(id); });
    const Revisions last = history_.tips(of_branch, true);
    if (last.empty()) {
      throw too_far(point.text,
                    done == 0 ? "nothing is applied"
                              : fmt::format("only {} applied",
                                            done == 1 ? "1 is" : fmt::format("{} are", done)));
    }
    if (last.size() > 1) {
      throw ambiguous(point.text, "more than one revision was the last", last,
                      branch_hint(last, point.steps) +
                          "; to take back what was applied last: downgrade --steps N");
    }
    doomed.insert(last.front()->id);
    state.erase(last.front()->id);
  }
  return doomed;
}

Targets::Spot Targets::locate(const Point& point) const {
  if (point.anchor.empty() && point.steps > 0) return {next_up(point), {}};
  if (point.anchor.empty()) {
    const RevisionSet doomed = last_ones(point);
    RevisionSet state = applied(point);
    for (const Revision* one : history_.to_revert(state, doomed)) state.erase(one->id);
    return {history_.tips(state), doomed};
  }
  const RevisionSet branch = members(point);
  if (point.steps == 0) {
    if (point.anchor == "heads") return {history_.tips(branch), {}};
    if (point.anchor == "current") {
      RevisionSet now = branch;
      std::erase_if(now, [&](const std::string& id) { return !applied(point).contains(id); });
      return {history_.tips(now), {}};
    }
    if (point.anchor == "base" && !point.branch.empty()) {
      const Revision& first = *history_.resolve(point.branch);
      Revisions before;
      for (const std::string& id : first.parents) before.push_back(history_.find(id));
      return {before, {first.id}};
    }
  }
  const Revision* anchor = anchored(point, branch);
  if (point.steps < 0) return descend(point, anchor);
  if (point.steps == 0) {
    if (!anchor) return {{}, branch};
    return {{anchor}, {}};
  }
  Revisions start;
  if (anchor) {
    start = history_.children(*anchor);
  } else {
    for (const Revision& one : history_.revisions()) {
      const bool root =
          point.branch.empty() ? one.parents.empty() : &one == history_.resolve(point.branch);
      if (root) start.push_back(&one);
    }
  }
  return {climb(point, start), {}};
}

Revisions Targets::tips(std::string_view target) const { return locate(parse(target)).tips; }

const Revision& Targets::one(std::string_view target) const {
  const Revisions found = tips(target);
  if (found.size() == 1) return *found.front();
  if (found.empty()) {
    throw Error(Failure::Input,
                fmt::format("there is no such revision: {} is the base, without one", target));
  }
  throw ambiguous(target, "more than one revision is meant", found, "name one of them");
}

Revisions Targets::to_apply(std::string_view target) const {
  const Point point = parse(target);
  if (point.anchor.empty() && point.steps < 0) {
    throw Error(Failure::Usage, fmt::format("{} leads back, and upgrade goes forward", target))
        .with_hint(fmt::format("use: syncline downgrade {}", target));
  }
  return history_.to_apply(applied(point), locate(point).tips);
}

Revisions Targets::to_revert(std::string_view target) const {
  const Point point = parse(target);
  if (point.anchor.empty() && point.steps > 0) {
    throw Error(Failure::Usage, fmt::format("{} leads forward, and downgrade goes back", target))
        .with_hint(fmt::format("use: syncline upgrade {}", target));
  }
  const RevisionSet& now = applied(point);
  Spot spot = locate(point);
  if (!spot.roots.empty()) return history_.to_revert(now, spot.roots);
  const RevisionSet branch = members(point);
  for (const Revision* tip : spot.tips) {
    if (!now.contains(tip->id)) {
      throw Error(Failure::Usage, fmt::format("revision {} is not applied", tip->id))
          .with_hint("see what is: syncline history");
    }
    for (const Revision* child : history_.children(*tip)) {
      if (branch.contains(child->id)) spot.roots.insert(child->id);
    }
  }
  return history_.to_revert(now, spot.roots);
}

TargetRange Targets::range(std::string_view text) const {
  const std::size_t colon = text.find(':');
  if (colon == text.npos) return {{}, tips(text)};
  const std::string_view from = trim(text.substr(0, colon)), to = trim(text.substr(colon + 1));
  if (to.find(':') != to.npos) {
    throw Error(Failure::Usage, fmt::format("\"{}\" is no range", text))
        .with_hint("a range is A:B, A: or :B");
  }
  return {from.empty() ? Revisions() : tips(from), to.empty() ? history_.heads() : tips(to)};
}

}  // namespace syncline
