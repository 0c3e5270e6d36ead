#include "base/interrupt.h"
#include "migrate/apply.h"
#include "migrate/units.h"

namespace syncline {

namespace {

/// Section by section, not all at once: what one transaction adds to an enum, for instance, only
/// the next one may use.
void replay_unit(Session& scratch, const Unit& unit) {
  if (unit.outside) {
    const Statement& statement = *unit.statements.front();
    try {
      return scratch.execute(statement.text);
    } catch (Error& error) {
      error.failure = Failure::Input;  // the file is to be mended, not the scratch database
      error.at(place_in(statement, error.position));
      throw;
    }
  }
  Script script;
  for (const Statement* statement : unit.statements) script.statements.push_back(*statement);
  std::vector<std::string> notes;  // owners and grants mean nothing here
  scratch.load(script, notes);
}

}  // namespace

void replay(Session& scratch, const std::vector<const Revision*>& revisions) {
  for (const Revision* revision : revisions) {
    throw_if_interrupted();
    for (const Unit& unit : units_of(revision->up, scratch)) {
      if (!unit.statements.empty()) replay_unit(scratch, unit);
    }
  }
}

}  // namespace syncline
