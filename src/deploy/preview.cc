#include "deploy/preview.h"

namespace syncline {

std::vector<PendingRevision> pending_statements(Database& database, const Revisions& revisions) {
  constexpr std::string_view mark = "hazard: ";
  UpgradeReport planned;
  planned.revisions = revisions;
  if (database.ledger().exists()) planned.unfinished = database.ledger().unfinished();
  std::vector<PendingRevision> pending;
  for (const Revision* revision : revisions) {
    PendingRevision& one = pending.emplace_back();
    one.revision = revision;
    one.statements = planned_statements(planned, *revision, database.session());
    for (const PlannedStatement& statement : one.statements) {
      for (const std::string& comment : statement.comments) {
        if (comment.starts_with(mark)) one.hazards.push_back(comment.substr(mark.size()));
      }
    }
  }
  return pending;
}

}  // namespace syncline
