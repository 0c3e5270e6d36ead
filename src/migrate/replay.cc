#include <algorithm>
#include <iterator>

#include "base/interrupt.h"
#include "base/text.h"
#include "migrate/apply.h"
#include "migrate/units.h"

namespace syncline {

namespace {

/// Statements on the way to the scratch database. A load of its own for each section would cost
/// more than what most sections hold, so sections that only define things go together. One that
/// touches rows is loaded alone: a deferred constraint may wait for the end of its transaction and
/// refuse what follows. So is one that sets something, since a load leaves the session as it was.
class Replay {
 public:
  explicit Replay(Session& scratch) : scratch_(scratch) {}

  void add(const Unit& unit) {
    const bool defines = std::ranges::all_of(unit.statements, only_defines);
    const bool outside = unit.footing != Footing::Together;
    if (outside || !defines || !pending_defines_) flush();
    if (outside) return run_outside(*unit.statements.front());
    std::ranges::transform(unit.statements, std::back_inserter(pending_.statements),
                           [](const Statement* statement) { return *statement; });
    pending_defines_ = defines;
  }

  void flush() {
    std::vector<std::string> notes;  // owners and grants mean nothing here
    if (!pending_.statements.empty()) scratch_.load(pending_, notes);
    pending_ = {};
    pending_defines_ = true;
  }

 private:
  static bool only_defines(const Statement* statement) {
    constexpr std::string_view verbs[] = {"create ", "alter ", "drop ", "comment "};
    return std::ranges::any_of(
        verbs, [&](std::string_view verb) { return starts_with_nocase(statement->text, verb); });
  }

  void run_outside(const Statement& statement) {
    try {
      scratch_.execute(statement.text);
    } catch (Error& error) {
      error.failure = Failure::Input;  // the file is to be mended, not the scratch database
      error.at(place_in(statement, error.position));
      throw;
    }
  }

  Session& scratch_;
  Script pending_;
  bool pending_defines_ = true;
};

}  // namespace

void replay(Session& scratch, const std::vector<const Revision*>& revisions) {
  Replay run(scratch);
  for (const Revision* revision : revisions) {
    throw_if_interrupted();
    for (const Unit& unit : units_of(revision->up, scratch)) {
      if (!unit.statements.empty()) run.add(unit);
    }
  }
  run.flush();
}

void replay_back(Session& scratch, const Revision& revision) {
  Replay run(scratch);
  for (const Unit& unit : units_of(revision.down, scratch)) {
    if (!unit.statements.empty()) run.add(unit);
  }
  run.flush();
}

}  // namespace syncline
