#include "env/squash.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.h"
#include "base/hash.h"
#include "base/text.h"
#include "env/new_revision.h"
#include "env/prove.h"
#include "migrate/definition.h"
#include "migrate/target.h"
#include "migrate/units.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

/// From parent to child. Both ends are of the chain; what is between must be a line.
Revisions chain_of(const History& history, const std::string& range) {
  if (range.find(':') == range.npos) {
    throw Error(Failure::Usage, fmt::format("\"{}\" is no range", range))
        .with_hint("a range is A:B, both ends included; :B begins with the first revision");
  }
  const TargetRange ends = Targets(history).range(range);
  if (ends.from.size() > 1 || ends.to.size() != 1) {
    throw Error(Failure::Usage, fmt::format("{} is not the range of one line", range))
        .with_hint("name one revision at each end");
  }
  const Revision* first = ends.from.empty() ? nullptr : ends.from.front();
  Revisions chain{ends.to.front()};
  while (chain.back() != first && !(chain.back()->parents.empty() && !first)) {
    const Revision& one = *chain.back();
    if (one.parents.size() != 1) {
      throw Error(Failure::Refused,
                  one.parents.empty()
                      ? fmt::format("{} does not lead to {}", first->id, chain.front()->id)
                      : fmt::format("{} is a merge: only a line can be squashed", one.id))
          .at({one.file.string()});
    }
    const Revision& parent = *history.find(one.parents.front());
    if (const Revisions children = history.children(parent); children.size() > 1) {
      throw Error(Failure::Refused,
                  fmt::format("several revisions follow {}: {}", parent.id, listed(children)))
          .at({parent.file.string()})
          .with_hint("squash what is before it and what is after it on their own");
    }
    chain.push_back(&parent);
  }
  if (chain.size() < 2) {
    throw Error(Failure::Usage, fmt::format("{} is one revision only", chain.front()->id));
  }
  std::ranges::reverse(chain);
  return chain;
}

RevisionDraft draft_of(const History& history, const Revisions& chain,
                       const SquashRequest& request) {
  RevisionDraft draft;
  draft.id = next_id(history);
  draft.parents = chain.front()->parents;
  draft.message = request.message.empty()
                      ? fmt::format("Squash {} to {}", chain.front()->id, chain.back()->id)
                      : checked_message(request.message);
  for (const Revision* one : chain) {
    for (const Named& label : one->labels) draft.labels.push_back(label.id);
    for (const Named& other : one->depends) {
      const bool inside =
          std::ranges::any_of(chain, [&](const Revision* r) { return r->id == other.id; });
      const bool known = std::ranges::find(draft.depends, other.id) != draft.depends.end();
      if (!inside && !known) draft.depends.push_back(other.id);
    }
    draft.replaces.push_back({one->id, one->checksum, {}});
  }
  return draft;
}

/// Sections of one file, ended so that others may follow.
std::string part(const std::string& sections, const Revision& of, bool holds_statements) {
  if (sections.empty()) return "";
  std::string text = "-- from " + of.file.filename().string() + "\n" + sections;
  if (holds_statements && !text.ends_with(";")) text += "\n;";
  return text;
}

/// A setting ends with its revision; in a squash it would reach what follows.
void refuse_settings(const Revisions& chain) {
  for (const Revision* one : chain) {
    const bool up = one != chain.back() && changes_settings(one->up);
    const bool down = one != chain.front() && changes_settings(one->down);
    if (!up && !down) continue;
    throw Error(Failure::Refused,
                fmt::format("the {} section of {} sets something that would reach the revisions "
                            "after it",
                            up ? "up" : "down", one->id))
        .at({one->file.string()})
        .with_hint("squash what is before it and what is after it on their own");
  }
}

/// All that the files hold, in order: data steps as well.
RevisionText kept_statements(const Revisions& chain, const Syntax& syntax) {
  refuse_settings(chain);
  std::vector<std::string> up, down;
  bool has_down = true;
  for (const Revision* one : chain) {
    const RevisionText text = sections_of(read_file(one->file), one->file.string(), syntax);
    if (!one->up.empty()) up.push_back(part(text.up, *one, true));
    if (!one->down.empty()) down.insert(down.begin(), part(text.down, *one, true));
    has_down = has_down && one->has_down;
  }
  if (up.empty()) up.emplace_back("-- syncline: up");
  if (has_down && down.empty()) down.emplace_back("-- syncline: down");
  return {"", join(up, "\n\n"), has_down ? join(down, "\n\n") : ""};
}

void refuse_unplannable(const Revisions& chain, const Loaded& end) {
  std::vector<std::string> lines;
  for (const Revision* one : chain) {
    for (const Statement* statement : beyond_definitions(one->up)) {
      Place place = statement->place;
      place.file = one->file.filename().string();
      lines.push_back(fmt::format("{}: {}", place.text(),
                                  statement->text.substr(0, statement->text.find('\n'))));
    }
  }
  for (const Unmanaged& one : end.catalog.unmanaged()) {
    lines.push_back(fmt::format("{} {} is not managed", one.kind, join(one.names, ", ")));
  }
  const Revision& first = *chain.front();
  if (!first.parents.empty() || !first.depends.empty()) {
    lines.push_back(fmt::format("{} does not begin at the base: rows may be there", first.id));
  }
  if (lines.empty()) return;
  Error error(Failure::Refused, "a plan from the schemas would lose something");
  error.detail = join(lines, "\n");
  error.hint = "without --planned all statements are kept as they are, in order";
  throw error;
}

/// Only what is there at the end, as one plan from nothing.
RevisionText planned_statements(Migrations& migrations, const Revisions& chain, const Loaded& end) {
  refuse_unplannable(chain, end);
  Workshop& workshop = migrations.workshop();
  const Loaded start = migrations.load_in_order({});
  const Plan up = make_plan(start.catalog, end.catalog, workshop.dialect());
  const Plan down = make_plan(end.catalog, start.catalog, workshop.dialect());
  prove(workshop, start, end, up);
  prove(workshop, end, start, down);
  RevisionDraft draft;
  draft.up = up.steps;
  draft.down = down.steps;
  return revision_text(draft);
}

/// The up ends where the chain ended, and the down where it began.
void prove_squash(Migrations& before, Migrations& after, const Revisions& chain,
                  const Revision& made) {
  const std::string end = before.replayed_fingerprint(before.upto(chain.back()));
  const RevisionSet upto = after.upto(after.history().find(made.id));
  if (after.replayed_fingerprint(upto) != end) {
    throw Error(Failure::Refused, "the statements in one revision make another schema than in many")
        .with_hint("leave out of the range what sets something; nothing was written");
  }
  if (!made.has_down) return;
  Revision back = made;
  back.checksum = sha256("down " + made.checksum);
  back.up = made.down;
  Revisions order = after.history().in_order(upto);
  order.push_back(&back);
  RevisionSet without = upto;
  without.erase(made.id);
  if (after.load_in_order(order).fingerprint() != after.replayed_fingerprint(without)) {
    throw Error(Failure::Refused,
                "the downs of these revisions do not lead back to where they began")
        .with_hint("mend them, or delete the down sections of one: the squash has none then");
  }
}

/// The files go where the history finds them again.
void move_files(const fs::path& folder, const Revisions& chain, SquashReport& report) {
  fs::create_directories(folder);
  for (const Revision* one : chain) {
    const fs::path to = folder / one->file.filename();
    if (fs::exists(to)) {
      throw Error(Failure::Input, fmt::format("there is a file {} already", to.filename().string()))
          .at({to.string()})
          .with_hint("rename the one that is to be squashed");
    }
  }
  for (const Revision* one : chain) {
    const fs::path to = folder / one->file.filename();
    fs::rename(one->file, to);
    report.moved.push_back(to);
  }
}

}  // namespace

SquashReport squash(const Project& project, Migrations& migrations, const SquashRequest& request) {
  migrations.refuse_conflict();
  const History& history = migrations.history();
  const Revisions chain = chain_of(history, request.range);
  const RevisionDraft draft = draft_of(history, chain, request);
  const Loaded end = migrations.load_at(migrations.upto(chain.back()));
  RevisionText text = request.planned ? planned_statements(migrations, chain, end)
                                      : kept_statements(chain, migrations.syntax());
  text.directives = revision_text(draft).directives;
  const NewRevision made = new_revision(project, migrations, draft, text);

  std::vector<Revision> active{made.revision}, replaced = history.replaced();
  for (const Revision& one : history.revisions()) {
    const bool gone = std::ranges::find(chain, &one) != chain.end();
    (gone ? replaced : active).push_back(one);
  }
  Migrations after = migrations.imagined(History::of(std::move(active), std::move(replaced)));
  prove_squash(migrations, after, chain, made.revision);

  SquashReport report;
  report.file = made.file;
  report.revision = draft.id;
  report.has_down = made.revision.has_down;
  for (const Revision* one : chain) {
    report.replaced.push_back(one->id);
    if (!one->has_down && !request.planned) {
      report.notes.push_back(fmt::format("{} has no down section, so the squash has none",
                                         one->file.filename().string()));
    }
  }
  move_files(migrations.folder() / "replaced", chain, report);
  save(migrations, made);
  std::map<std::string, std::string> fingerprints;
  for (const Revision* head : migrations.history().heads()) {
    fingerprints[head->id] = migrations.replayed_fingerprint(migrations.upto(head));
  }
  migrations.save_heads(fingerprints);
  return report;
}

}  // namespace syncline
