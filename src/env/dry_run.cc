#include "env/dry_run.h"

#include <algorithm>

#include "base/files.h"
#include "base/text.h"
#include "migrate/units.h"

namespace syncline {

namespace {

/// Lines of comments that end right above line `line` (from 1); directives are none.
std::vector<std::string> comments_above(const std::vector<std::string>& lines, int line) {
  std::vector<std::string> comments;
  for (int at = line - 2; at >= 0; --at) {
    const std::string_view text = trim(lines[static_cast<std::size_t>(at)]);
    if (!text.starts_with("--") || text.starts_with("-- syncline:")) break;
    comments.emplace_back(trim(text.substr(2)));
  }
  std::ranges::reverse(comments);
  return comments;
}

}  // namespace

std::vector<PlannedStatement> planned_statements(const UpgradeReport& report,
                                                 const Revision& revision, const Session& session) {
  const std::vector<std::string> lines = split(read_file(revision.file), '\n');
  const bool goes_on = report.unfinished && report.unfinished->revision == revision.id;
  const std::size_t skip = goes_on ? report.unfinished->statements : 0;
  std::vector<PlannedStatement> planned;
  for (const Unit& unit : units_of(sections_of(revision, report.direction), session, skip)) {
    for (const Statement* one : unit.statements) {
      planned.push_back({unit.section, unit.footing != Footing::Together, one->text, one->place,
                         comments_above(lines, one->place.line)});
    }
  }
  return planned;
}

}  // namespace syncline
