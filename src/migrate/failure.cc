#include "migrate/failure.h"

#include <fmt/format.h>

#include <vector>

#include "base/text.h"
#include "migrate/review.h"

namespace syncline {

namespace {

std::string what_became_of_it(const Standing& at) {
  const std::string_view done = at.direction == Direction::Up ? "applied" : "taken back";
  const bool outside = at.unit && at.unit->footing == Footing::Outside;
  if (at.lost && !at.unit) {
    return fmt::format(
        "the connection was lost at the commit of revision {}: whether it is {} is "
        "in the ledger, and the next run goes on from what that says",
        at.revision.id, done);
  }
  if (at.lost && outside) {
    return fmt::format(
        "the connection was lost: the next run looks in the catalog whether this "
        "statement of revision {} was carried out, and goes on from there",
        at.revision.id);
  }
  if (at.unit && at.unit->footing == Footing::Batches) {
    return fmt::format("the batches of revision {} that ran stay: the next run goes on from there",
                       at.revision.id);
  }
  if (at.stay > 0) {
    return fmt::format("revision {} is {} in part ({}): the next run goes on from there",
                       at.revision.id, done, count_of(at.stay, "statement"));
  }
  if (!outside) return fmt::format("revision {} was rolled back", at.revision.id);
  return fmt::format("revision {} counts as not {}", at.revision.id, done);
}

}  // namespace

Error explained(const Error& error, const Standing& at) {
  const Place place =
      at.statement ? place_in(*at.statement, error.position) : Place{at.revision.file.string()};
  Place shown = place;
  shown.file = at.revision.file.filename().string();
  Error result(error.failure, fmt::format("{}: {}", shown.text(), error.what()));
  result.at(place);
  result.statement = error.statement;
  result.sqlstate = error.sqlstate;
  result.detail = error.detail;
  result.position = error.position;

  std::vector<std::string> hints;
  if (!error.hint.empty()) hints.push_back(error.hint);
  if (!at.found.empty()) hints.push_back(at.found);
  hints.push_back(what_became_of_it(at));
  if (at.done > 0) {
    hints.push_back(fmt::format("{} before it {} {}", count_of(at.done, "revision"),
                                at.done == 1 ? "is" : "are",
                                at.direction == Direction::Up ? "applied" : "taken back"));
  }
  hints.push_back("to go on, run " + at.again);
  result.hint = join(hints, "; ");
  return result;
}

Error left_in_part(const Unfinished& unfinished) {
  const bool up = unfinished.direction == Direction::Up;
  return Error(
             Failure::Refused,
             fmt::format("revision {} was {} in part: {} of its {} section ran, then it stopped{}",
                         unfinished.revision, up ? "applied" : "taken back",
                         count_of(unfinished.statements, "statement"), up ? "up" : "down",
                         unfinished.begun ? " in the next one" : ""))
      .with_hint(fmt::format("run {} to finish it first: it goes on after these statements",
                             up ? "upgrade" : "downgrade"));
}

Error changed_meanwhile(const Unfinished& unfinished, const Revision& revision) {
  return Error(Failure::Refused,
               fmt::format("{}; since then the text of these statements has changed",
                           left_in_part(unfinished).what()))
      .at({revision.file.string()})
      .with_hint(unfinished.begun
                     ? "put them and the one after them, which was begun, back as they were"
                     : "put them back as they were and change only what comes after them");
}

Error cut_off_in(const Statement& statement, const Revision& revision, const std::string& again) {
  Error error(Failure::Refused,
              fmt::format("an earlier run was cut off in this statement of revision {}, and the "
                          "catalog does not tell whether it was carried out",
                          revision.id));
  error.statement = statement.text;
  return std::move(error)
      .at(statement.place)
      .with_hint(fmt::format("look at what it does, then run {0} --resume after to take it as "
                             "done, or {0} --resume again to run it once more",
                             again));
}

void require_ways(const std::vector<const Revision*>& revisions, Direction direction) {
  refuse_unreviewed(revisions);
  if (direction == Direction::Up) return;
  for (const Revision* revision : revisions) {
    if (revision->has_down) continue;
    throw Error(Failure::Refused,
                fmt::format("revision {} cannot be taken back: its file has no down "
                            "section",
                            revision->id))
        .at({revision->file.string()})
        .with_hint("write a section \"-- syncline: down\", or stop the downgrade at this revision");
  }
}

}  // namespace syncline
