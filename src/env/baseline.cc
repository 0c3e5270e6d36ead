#include "env/baseline.h"

#include <fmt/format.h>

#include "base/text.h"
#include "env/new_revision.h"
#include "env/prove.h"
#include "migrate/revision.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

void refuse_if_begun(const Migrations& migrations, Database& database) {
  if (!migrations.history().empty()) {
    throw Error(Failure::Refused,
                fmt::format("this project has {} already",
                            count_of(migrations.history().revisions().size(), "revision")))
        .at({fs::proximate(migrations.folder()).string()})
        .with_hint("name the one that the database is at: syncline baseline REV");
  }
  if (database.applied().empty()) return;
  throw Error(Failure::Refused,
              fmt::format("the ledger of {} says that {} applied, which this "
                          "project does not have",
                          database.what(),
                          database.applied().size() == 1
                              ? "a revision is"
                              : fmt::format("{} revisions are", database.applied().size())))
      .with_hint("get the revisions' files from where they were made");
}

RevisionDraft draft_of(const Migrations& migrations, Database& database, const Plan& plan,
                       const std::string& message) {
  RevisionDraft draft;
  draft.id = next_id(migrations.history());
  draft.message = message;
  draft.up = plan.steps;
  draft.notes = {fmt::format("The schema of {} as it was found.", database.what()),
                 "There is no way down: it would drop what was there before this project."};
  return draft;
}

}  // namespace

BaselineReport baseline(const Project& project, Migrations& migrations, Database& database,
                        const std::string& message) {
  refuse_if_begun(migrations, database);
  Workshop& workshop = migrations.workshop();
  const Loaded there = database.loaded();
  Loaded nothing;
  nothing.known_fingerprint = migrations.fingerprint_at({});
  nothing.catalog = migrations.load_at({}).catalog;
  const Plan plan = make_plan(nothing.catalog, there.catalog, workshop.dialect());
  prove(workshop, nothing, there, plan);
  const RevisionDraft draft = draft_of(migrations, database, plan, message);
  BaselineReport report;
  const NewRevision made = new_revision(project, migrations, draft, revision_text(draft));
  save(migrations, made);
  report.file = made.file;
  StampRequest request;
  request.targets = {draft.id};
  request.how = How::Baseline;
  report.stamped = stamp(migrations, database, request);  // replays the file, and compares
  migrations.save_heads({{draft.id, there.fingerprint()}});
  return report;
}

}  // namespace syncline
