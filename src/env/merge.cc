#include "env/merge.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "diff/compare.h"
#include "env/new_revision.h"
#include "migrate/definition.h"
#include "migrate/target.h"

namespace syncline {

namespace {

constexpr std::size_t all_orders_up_to = 3;

Revisions heads_of(const History& history, const MergeRequest& request) {
  Revisions heads = request.heads.empty() ? history.heads() : Revisions();
  for (const std::string& name : request.heads) {
    const Revision& head = Targets(history).one(name);
    if (!history.children(head).empty()) {
      throw Error(Failure::Usage, fmt::format("{} is no head: it is followed by {}", head.id,
                                              listed(history.children(head))))
          .with_hint("heads are: " + listed(history.heads()));
    }
    if (std::ranges::find(heads, &head) == heads.end()) heads.push_back(&head);
  }
  if (heads.size() > 1) return heads;
  if (heads.empty()) throw Error(Failure::Usage, "there is nothing to merge: no revisions");
  throw Error(Failure::Usage, fmt::format("there is nothing to merge with {}", heads.front()->id))
      .with_hint(history.heads().size() > 1 ? "heads are: " + listed(history.heads())
                                            : "there is one head only");
}

/// What runs when a database goes to each of these heads, one after the other.
Revisions run_in_order(const History& history, const Revisions& heads) {
  Revisions result;
  RevisionSet applied;
  for (const Revision* head : heads) {
    for (const Revision* one : history.to_apply(applied, *head)) {
      applied.insert(one->id);
      result.push_back(one);
    }
  }
  return result;
}

/// Orders of some heads that must all make one schema.
using Orders = std::vector<Revisions>;

Orders every_order(Revisions heads) {
  Orders orders;
  std::ranges::sort(heads);
  do {
    orders.push_back(heads);
  } while (std::ranges::next_permutation(heads).found);
  return orders;
}

std::vector<Orders> groups_of(const Revisions& heads) {
  if (heads.size() <= all_orders_up_to) return {every_order(heads)};
  std::vector<Orders> groups;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    for (std::size_t j = i + 1; j < heads.size(); ++j) {
      groups.push_back(every_order({heads[i], heads[j]}));
    }
  }
  groups.push_back({heads, Revisions(heads.rbegin(), heads.rend())});
  return groups;
}

std::string in_words(const Revisions& heads) { return join(ids_of(heads), ", then "); }

[[noreturn]] void refuse_order(const Revisions& heads, Error error) {
  Error result(error.failure, fmt::format("{} does not run: {}", in_words(heads), error.what()));
  result.detail = error.detail;
  result.statement = error.statement;
  result.place = error.place;
  result.with_hint(
      fmt::format("the branches cannot be joined as they are: move one that is in no shared "
                  "database onto the other (syncline rebase {}), and mend it there; nothing was "
                  "written",
                  heads.back()->id));
  throw result;
}

/// Each order runs, and makes what the first one makes.
void prove_orders(Migrations& migrations, const Orders& orders, MergeReport& report) {
  const History& history = migrations.history();
  const Revisions first = run_in_order(history, orders.front());
  for (const Revisions& heads : orders) {
    const Revisions runs = run_in_order(history, heads);
    std::vector<std::string> differences;
    try {
      differences = differences_of_orders(migrations, first, runs);
    } catch (const Error& error) {
      if (error.failure != Failure::Input) throw;
      refuse_order(heads, error);
    }
    ++report.orders;
    if (differences.empty()) continue;
    Error error(Failure::Refused, fmt::format("the order matters: {} makes another schema than {}",
                                              in_words(orders.front()), in_words(heads)));
    error.detail = join(differences, "\n");
    error.hint = fmt::format(
        "move one that is in no shared database onto the other: syncline rebase {}; nothing was "
        "written",
        heads.front()->id);
    throw error;
  }
}

/// A schema says nothing of rows: revisions of one side only that change some are named.
std::vector<std::string> row_notes(const History& history, const Revisions& heads) {
  std::vector<std::string> notes;
  for (const Revision* head : heads) {
    RevisionSet others;
    for (const Revision* other : heads) {
      if (other != head) others.merge(history.lineage(*other));
    }
    for (const Revision* one : history.to_apply(others, *head)) {
      if (const Statement* first = first_beyond_definitions(one->up)) {
        notes.push_back(
            fmt::format("{} may change rows: that their order does not matter is not "
                        "proved",
                        Place{one->file.filename().string(), first->place.line}.text()));
      }
    }
  }
  return notes;
}

}  // namespace

std::vector<std::string> differences_of_orders(Migrations& migrations, const Revisions& one,
                                               const Revisions& other) {
  const Loaded before = migrations.load_in_order(one), after = migrations.load_in_order(other);
  std::vector<std::string> lines;
  if (before.fingerprint() == after.fingerprint()) return lines;
  for (const Change& change : compare(before.catalog, after.catalog)) {
    std::vector<std::string> names;
    for (const Symbol name : change.attributes) names.emplace_back(name.text());
    const std::string what = !change.before  ? "is there only after the second"
                             : !change.after ? "is there only after the first"
                                             : "differs in " + join(names, ", ");
    lines.push_back(fmt::format("{} {}", change.id().text(), what));
  }
  return lines;
}

MergeReport merge(const Project& project, Migrations& migrations, const MergeRequest& request) {
  const History& history = migrations.history();
  const Revisions heads = heads_of(history, request);
  MergeReport report;
  for (const Orders& orders : groups_of(heads)) prove_orders(migrations, orders, report);
  const Loaded together = migrations.load_at(history.lineage(heads));
  const Loaded one_by_one = migrations.load_in_order(run_in_order(history, heads));
  if (together.fingerprint() != one_by_one.fingerprint()) {
    throw Error(Failure::Refused,
                "the order matters: the revisions of the branches in turn make "
                "another schema than one branch after the other")
        .with_hint("move one branch onto the other: syncline rebase; nothing was written");
  }
  report.notes = row_notes(history, heads);
  RevisionDraft draft;
  draft.id = next_id(history);
  draft.parents = ids_of(heads);
  draft.labels = request.labels;
  draft.message = request.message.empty() ? "Merge " + join(draft.parents, " and ")
                                          : checked_message(request.message);
  const NewRevision made = new_revision(project, migrations, draft, revision_text(draft));
  save(migrations, made);
  migrations.save_heads({{draft.id, together.fingerprint()}});
  report.file = made.file;
  report.revision = draft.id;
  report.parents = draft.parents;
  return report;
}

}  // namespace syncline
