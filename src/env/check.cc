#include "env/check.h"

#include <algorithm>

#include "env/models.h"

namespace syncline {

namespace {

Comparison compare_models(const Recipe& models, Workshop& workshop, Migrations& migrations) {
  migrations.refuse_conflict();
  const RevisionSet head = migrations.history().lineage(migrations.history().heads());
  if (elaborated_fingerprint(workshop, models) == migrations.fingerprint_at(head)) {
    return known_equal(migrations.what(head), models.what);
  }
  return compared(migrations.load_at(head), elaborate(workshop, models));
}

void take_notes(CheckReport& report) {
  for (const Comparison& one : report.comparisons) {
    for (const auto& side : {one.before, one.after}) {
      if (side) report.notes.insert(report.notes.end(), side->notes.begin(), side->notes.end());
    }
  }
}

}  // namespace

bool CheckReport::equal() const {
  return std::all_of(comparisons.begin(), comparisons.end(),
                     [](const Comparison& one) { return one.equal(); });
}

Comparison compare_with_migrations(Database& database, Migrations& migrations) {
  const RevisionSet applied = database.applied_set();
  check_files(migrations.history_for(applied), database, migrations.syntax());
  if (migrations.fingerprint_at(applied) == database.fingerprint()) {
    return known_equal(migrations.what(applied), database.what());
  }
  return compared(migrations.load_at(applied), database.loaded());
}

CheckReport check(const Project& project, Workshop& workshop, Database* database) {
  CheckReport report;
  if (database) database->look_ahead(Database::Ahead::Unmanaged);
  Migrations migrations(project, workshop);
  const Recipe models = models_recipe(project, workshop.dialect());
  report.comparisons.push_back(compare_models(models, workshop, migrations));
  if (database) {
    report.comparisons.push_back(compare_with_migrations(*database, migrations));
    const RevisionSet applied = database->applied_set();
    for (const Revision& one : migrations.history_for(applied).revisions()) {
      if (!applied.contains(one.id)) report.pending.push_back(one.id);
    }
    report.unmanaged = database->unmanaged();
    if (database->foreign()) report.notes.push_back(database->foreign_note());
  } else {
    const Loaded declared = elaborate(workshop, models);
    report.unmanaged.assign(declared.catalog.unmanaged().begin(),
                            declared.catalog.unmanaged().end());
  }
  take_notes(report);
  return report;
}

CheckReport check_models(const Project& project, Workshop& workshop, Database& database) {
  CheckReport report;
  database.look_ahead(Database::Ahead::Unmanaged);
  const Recipe models = models_recipe(project, workshop.dialect());
  if (elaborated_fingerprint(workshop, models) == database.fingerprint()) {
    report.comparisons.push_back(known_equal(database.what(), models.what));
  } else {
    report.comparisons.push_back(compared(database.loaded(), elaborate(workshop, models)));
  }
  report.unmanaged = database.unmanaged();
  take_notes(report);
  return report;
}

}  // namespace syncline
