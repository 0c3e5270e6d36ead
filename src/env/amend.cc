#include "env/amend.h"

#include <fmt/format.h>

#include "env/models.h"
#include "env/new_revision.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

const Revision& required(const Project& project, Workshop& workshop, const Migrations& migrations,
                         const AmendRequest& request) {
  const OpenRevision open = open_revision(migrations);
  std::string why = open.why_not;
  if (open.revision && request.look_where_published) {
    why = published_where(project, workshop, *open.revision, request.skip_unreachable);
  }
  if (open.revision && why.empty()) return *open.revision;
  throw Error(Failure::Refused, fmt::format("no revision can be amended: {}", why))
      .with_hint("write a new one: syncline generate -m \"…\"");
}

RevisionDraft draft_of(const Revision& revision, const AmendRequest& request) {
  RevisionDraft draft;
  draft.id = revision.id;
  draft.parents = revision.parents;
  for (const Named& one : revision.labels) draft.labels.push_back(one.id);
  for (const Named& one : revision.depends) draft.depends.push_back(one.id);
  draft.message = request.message.empty() ? revision.message : checked_message(request.message);
  return draft;
}

/// The project without the revision.
Migrations without(const Migrations& migrations, const Revision& revision) {
  std::vector<Revision> rest;
  for (const Revision& one : migrations.history().revisions()) {
    if (one.id != revision.id) rest.push_back(one);
  }
  return migrations.imagined(History::of(std::move(rest), migrations.history().replaced()));
}

void remove(Migrations& migrations, const Revision& revision, const Loaded& before,
            AmendReport& report) {
  report.removed = revision.file;
  remember_removed(migrations, revision.id);
  fs::remove(revision.file);
  migrations.reload();
  const Revisions heads = migrations.history().heads();
  if (heads.size() == 1) migrations.save_heads({{heads.front()->id, before.fingerprint()}});
}

}  // namespace

AmendReport amend(const Project& project, Workshop& workshop, Migrations& migrations,
                  const AmendRequest& request) {
  migrations.refuse_conflict();
  const Revision open = required(project, workshop, migrations, request);
  Migrations earlier = without(migrations, open);
  AmendReport report;
  GenerateReport& written = report.written;
  written.revision = open.id;
  const RevisionSet base = earlier.history().lineage(earlier.history().heads());
  const Loaded from = earlier.load_at(base);
  const Loaded to = elaborate(
      workshop, request.models ? *request.models : models_recipe(project, workshop.dialect()));
  GenerateRequest how;
  how.prove = request.prove;
  how.allowed = request.allowed;
  plan_both_ways(workshop, from, to, how, written);
  if (written.up.empty()) {
    remove(migrations, open, from, report);
    return report;
  }
  RevisionDraft draft = draft_of(open, request);
  draft.up = written.up.steps;
  draft.down = written.down.steps;
  const NewRevision made = new_revision(project, migrations, draft, revision_text(draft));
  // Renamed first: two files with one id would be no history, however short that lasts.
  if (made.file != open.file) fs::rename(open.file, made.file);
  save(migrations, made);
  remember_generated(migrations, made.revision);
  migrations.save_heads({{draft.id, request.prove ? to.fingerprint() : ""}});
  written.file = made.file;
  return report;
}

}  // namespace syncline
