#include "env/rebase.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/files.h"
#include "base/text.h"
#include "env/merge.h"
#include "env/published.h"
#include "migrate/target.h"

namespace syncline {

namespace {

/// What moves, and onto what.
struct Move {
  const Revision* head = nullptr;  ///< of the branch that moves
  const Revision* onto = nullptr;
  Revisions revisions;
};

Move move_of(const History& history, const Revision& head, const Revision& onto) {
  const RevisionSet stays = history.lineage(onto);
  Move move{&head, &onto, {}};
  for (const Revision* one : history.in_order(history.lineage(head))) {
    if (!stays.contains(one->id)) move.revisions.push_back(one);
  }
  return move;
}

/// The first of `revisions` that the ledger has, or has what it replaced; nothing when it has none.
std::string first_in(const History& history, const EnvironmentLedger& ledger,
                     const Revisions& revisions) {
  for (const std::string& id : ledger.applied) {
    const Revision* found = history.find(id) ? history.find(id) : history.squash_of(id);
    if (found && std::ranges::find(revisions, found) != revisions.end()) return id;
  }
  return {};
}

bool published(const History& history, const std::vector<EnvironmentLedger>& ledgers,
               const Move& move) {
  return std::ranges::any_of(ledgers, [&](const EnvironmentLedger& one) {
    return !first_in(history, one, move.revisions).empty();
  });
}

const Revision& head_above(const History& history, const std::string& target) {
  const Revision& named = Targets(history).one(target);
  const Revisions heads = history.tips(history.descendants(named));
  if (heads.size() == 1) return *heads.front();
  throw Error(Failure::Usage, fmt::format("{} leads to several heads: {}", named.id, listed(heads)))
      .with_hint("name the head that is to be moved");
}

/// Without being told: of two heads the one that is in no shared database.
Move unpublished_one(const History& history, const std::vector<EnvironmentLedger>& ledgers,
                     const Revision& one, const Revision& other) {
  const Move first = move_of(history, one, other), second = move_of(history, other, one);
  const bool first_out = published(history, ledgers, first),
             second_out = published(history, ledgers, second);
  if (first_out != second_out) return first_out ? second : first;
  throw Error(first_out ? Failure::Refused : Failure::Usage,
              fmt::format("{} of the heads {} and {} {} in a shared database",
                          first_out ? "both" : "none", one.id, other.id, first_out ? "are" : "is"))
      .with_hint(first_out ? fmt::format("join them: syncline merge {} {}", one.id, other.id)
                           : fmt::format("say which one is to be moved: syncline rebase {}, or "
                                         "syncline rebase {}",
                                         one.id, other.id));
}

Move chosen(const History& history, const std::vector<EnvironmentLedger>& ledgers,
            const RebaseRequest& request) {
  Revisions heads = history.heads();
  if (request.revision.empty()) {
    if (heads.size() == 2 && request.onto.empty()) {
      return unpublished_one(history, ledgers, *heads[0], *heads[1]);
    }
    if (heads.size() == 1 && request.onto.empty()) return move_of(history, *heads[0], *heads[0]);
    throw Error(Failure::Usage, "it is not clear what is to be moved")
        .with_hint("name it: syncline rebase REV --onto HEAD; heads are: " + listed(heads));
  }
  const Revision& head = head_above(history, request.revision);
  if (!request.onto.empty()) return move_of(history, head, Targets(history).one(request.onto));
  std::erase(heads, &head);
  if (heads.empty()) return move_of(history, head, head);
  if (heads.size() == 1) return move_of(history, head, *heads.front());
  throw Error(Failure::Usage, "there are several heads to move it onto: " + listed(heads))
      .with_hint(fmt::format("name one: --onto {}", heads.front()->id));
}

void refuse_published(const History& history, const std::vector<EnvironmentLedger>& ledgers,
                      const Move& move, const RebaseRequest& request, RebaseReport& report) {
  for (const EnvironmentLedger& one : ledgers) {
    const std::string found = first_in(history, one, move.revisions);
    if (found.empty()) continue;
    throw Error(Failure::Refused,
                fmt::format("revision {} is applied to env:{}: it cannot be moved any more", found,
                            one.name))
        .with_hint(
            fmt::format("join the heads: syncline merge {} {}", move.onto->id, move.head->id));
  }
  for (const EnvironmentLedger& one : ledgers) {
    if (one.problem.empty()) continue;
    const std::string words = fmt::format("env:{} cannot be asked: {}", one.name, one.problem);
    if (request.skip_unreachable) {
      report.notes.push_back(words);
      continue;
    }
    throw Error(Failure::Refused,
                "whether the revisions are in a shared database cannot be known: " + words)
        .with_hint("when you know that they are not there, say --skip-unreachable");
  }
}

/// A parent outside of what moves becomes the new place, unless one inside holds it there already.
std::vector<std::string> parents_after(const Revision& one, const Move& move) {
  std::vector<std::string> inside;
  for (const std::string& parent : one.parents) {
    if (std::ranges::any_of(move.revisions, [&](const Revision* r) { return r->id == parent; })) {
      inside.push_back(parent);
    }
  }
  return inside.empty() ? std::vector{move.onto->id} : inside;
}

struct Rewritten {
  std::filesystem::path file;
  std::string text;
};

/// What a development database that has some of them must do.
std::vector<std::string> development_notes(const History& history,
                                           const std::vector<EnvironmentLedger>& ledgers,
                                           const Move& move, bool order_matters) {
  std::vector<std::string> notes;
  for (const EnvironmentLedger& one : ledgers) {
    const auto first = std::ranges::find(one.applied, first_in(history, one, move.revisions));
    if (first == one.applied.end()) continue;
    notes.push_back(
        order_matters
            ? fmt::format(
                  "env:{0} has them in the old order, which makes another schema: take them "
                  "back with syncline downgrade --env {0} --steps {1}, then upgrade",
                  one.name, one.applied.end() - first)
            : fmt::format("env:{0} has them already and goes on with: syncline upgrade --env {0}",
                          one.name));
  }
  return notes;
}

bool order_matters(Migrations& before, const Move& move, const Migrations& after) {
  const History& old = before.history();
  Revisions as_it_was = old.to_apply({}, *move.head);
  const Revisions rest = old.to_apply(old.lineage(*move.head), *move.onto);
  as_it_was.insert(as_it_was.end(), rest.begin(), rest.end());
  const History& now = after.history();
  try {
    return !differences_of_orders(before, now.to_apply({}, *now.find(move.head->id)), as_it_was)
                .empty();
  } catch (const Error& error) {
    if (error.failure != Failure::Input) throw;
    return true;
  }
}

}  // namespace

std::string with_parents(const std::string& text, const Revision& revision,
                         const std::vector<std::string>& parents) {
  std::string result, added;
  for (const std::string& parent : parents) added += "-- syncline: parent " + parent + "\n";
  std::size_t start = 0;
  for (int line = 1; start < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', start), text.size() - 1) + 1;
    const std::string whole = text.substr(start, end - start);
    start = end;
    const bool parent = std::ranges::any_of(revision.parent_places,
                                            [&](const Place& place) { return place.line == line; });
    if (!parent) result += whole;
    const bool here = revision.parent_places.empty()
                          ? lower(whole).find("syncline: revision") != std::string::npos
                          : line == revision.parent_places.front().line;
    if (here) result += std::exchange(added, "");
  }
  return result;
}

RebaseReport rebase(const Project& project, Migrations& migrations, const RebaseRequest& request) {
  Workshop& workshop = migrations.workshop();
  const History& history = migrations.history();
  const std::vector<EnvironmentLedger> shared = read_ledgers(project, workshop, false);
  const Move move = chosen(history, shared, request);
  RebaseReport report;
  report.onto = move.onto->id;
  if (move.revisions.empty() || history.lineage(*move.head).contains(move.onto->id)) {
    migrations.save_heads({});
    return report;
  }
  refuse_published(history, shared, move, request, report);
  std::vector<Rewritten> rewritten;
  std::vector<Revision> all = history.revisions();
  for (const Revision* one : move.revisions) {
    const std::vector<std::string> parents = parents_after(*one, move);
    report.moved.push_back(one->id);
    if (parents == one->parents) continue;
    rewritten.push_back({one->file, with_parents(read_file(one->file), *one, parents)});
    Revision after = parse_revision(rewritten.back().text, one->file, migrations.syntax());
    if (after.parents != parents || after.checksum != one->checksum) {
      throw Error(Failure::Input, "the parent lines of this file cannot be rewritten")
          .at({one->file.string()})
          .with_hint("write them by hand: " + join(parents, ", "));
    }
    *std::ranges::find(all, one->id, &Revision::id) = std::move(after);
    report.files.push_back(one->file);
  }
  Migrations after = migrations.imagined(History::of(std::move(all), history.replaced()));
  const Revision& head = *after.history().find(move.head->id);
  std::string fingerprint;
  try {
    fingerprint = after.replayed_fingerprint(after.upto(&head));
  } catch (Error& error) {
    error.hint = fmt::format(
        "the revision does not run on top of {}: mend it first; nothing was "
        "written",
        move.onto->id);
    throw;
  }
  report.order_matters = order_matters(migrations, move, after);
  for (const std::string& note : development_notes(history, read_ledgers(project, workshop, true),
                                                   move, report.order_matters)) {
    report.notes.push_back(note);
  }
  for (const Rewritten& one : rewritten) write_file(one.file, one.text);
  migrations.reload();
  migrations.save_heads({{head.id, fingerprint}});
  return report;
}

}  // namespace syncline
