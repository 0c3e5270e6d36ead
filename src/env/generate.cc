#include "env/generate.h"

#include <fmt/format.h>

#include "base/text.h"
#include "env/models.h"
#include "env/new_revision.h"
#include "env/open_revision.h"
#include "env/prove.h"
#include "migrate/target.h"

namespace syncline {

namespace {

std::vector<std::string> parents_of(const History& history, const GenerateRequest& request) {
  const Revisions heads = history.heads();
  if (request.parent.empty()) {
    if (heads.empty()) return {};
    if (heads.size() == 1) return {heads.front()->id};
    std::string ids;
    for (const Revision* one : heads) ids += one->id + " ";
    throw Error(Failure::Input,
                fmt::format("there are {} heads, and the revision can follow one: {}", heads.size(),
                            listed(heads)))
        .with_hint(fmt::format("name it: --head {}; or join them first: syncline merge {}-m \"…\"",
                               heads.front()->id, ids));
  }
  const Targets targets(history);
  if (targets.tips(request.parent).empty()) return {};
  const Revision& parent = targets.one(request.parent);
  if (!request.splice && !history.children(parent).empty()) {
    throw Error(Failure::Refused, fmt::format("revision {} is no head: it is followed by {}",
                                              parent.id, listed(history.children(parent))))
        .with_hint("to begin another branch there, say --splice");
  }
  return {parent.id};
}

std::string id_of(const History& history, const GenerateRequest& request) {
  if (request.id.empty()) return next_id(history);
  if (!is_revision_id(request.id)) {
    throw Error(Failure::Usage, fmt::format("\"{}\" cannot be the id of a revision", request.id))
        .with_hint("it is of letters, digits, _, - and . (not head, heads, base or current)");
  }
  if (history.find(request.id) || history.squash_of(request.id)) {
    throw Error(Failure::Usage, fmt::format("there is a revision {} already", request.id));
  }
  return request.id;
}

RevisionDraft draft_of(const History& history, const GenerateRequest& request) {
  RevisionDraft draft;
  draft.id = id_of(history, request);
  draft.message = checked_message(request.message);
  draft.parents = parents_of(history, request);
  draft.labels = request.labels;
  for (const std::string& one : request.depends) {
    draft.depends.push_back(Targets(history).one(one).id);
  }
  return draft;
}

/// The project with the new revision, which must run without what is no ancestor of it.
std::string fingerprint_with(const Migrations& migrations, const NewRevision& made,
                             const std::string& expected) {
  const History& before = migrations.history();
  std::vector<Revision> all = before.revisions();
  all.push_back(made.revision);
  Migrations after = migrations.imagined(History::of(std::move(all), before.replaced()));
  if (after.history().heads().size() == 1) return expected;
  try {
    return after.replayed_fingerprint(after.upto(after.history().find(made.revision.id)));
  } catch (Error& error) {
    error.hint =
        "it runs only together with another head: name that with --depends-on, or join "
        "the heads first with syncline merge; nothing was written";
    throw;
  }
}

}  // namespace

void plan_both_ways(Workshop& workshop, const Loaded& from, const Loaded& to,
                    const GenerateRequest& request, GenerateReport& report) {
  report.notes = to.notes;
  report.up = make_plan(from.catalog, to.catalog, workshop.dialect());
  if (report.up.empty()) return;
  refuse(forbidden(report.up, {Danger::DataLoss}, request.allowed));
  report.down = make_plan(to.catalog, from.catalog, workshop.dialect());
  if (!request.prove) return;
  prove(workshop, from, to, report.up);
  prove(workshop, to, from, report.down);
}

GenerateReport generate(const Project& project, Workshop& workshop, Migrations& migrations,
                        const GenerateRequest& request) {
  migrations.refuse_conflict();
  GenerateReport report;
  const History& history = migrations.history();
  RevisionDraft draft = draft_of(history, request);
  const auto write = [&](const std::string& fingerprint) {
    RevisionText text = revision_text(draft);
    if (!request.up.empty()) text.up = request.up;
    const NewRevision made = new_revision(project, migrations, draft, text);
    const std::string known = fingerprint_with(migrations, made, fingerprint);
    save(migrations, made);
    if (!request.empty) remember_generated(migrations, made.revision);
    migrations.save_heads({{draft.id, known}});
    report.file = made.file;
    report.revision = draft.id;
  };
  if (request.empty) {
    write("");
    return report;
  }
  const RevisionSet base = history.lineage(history.heads());
  const Recipe models =
      request.models ? *request.models : models_recipe(project, workshop.dialect());
  if (elaborated_fingerprint(workshop, models) == migrations.fingerprint_at(base)) return report;
  const Loaded from = migrations.load_at(base);
  const Loaded to = elaborate(workshop, models);
  plan_both_ways(workshop, from, to, request, report);
  if (report.up.empty()) {  // HEAD was out of date, else we had not come here
    const Revisions heads = history.heads();
    if (heads.size() == 1) migrations.save_heads({{heads.front()->id, from.fingerprint()}});
    return report;
  }
  draft.up = report.up.steps;
  draft.down = report.down.steps;
  write(request.prove ? to.fingerprint() : "");
  return report;
}

}  // namespace syncline
