#include "env/generate.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/files.h"
#include "base/text.h"
#include "env/models.h"
#include "env/prove.h"
#include "migrate/revision.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

using Seconds = std::chrono::sys_seconds;

std::string stamp_of(Seconds time) { return fmt::format("{:%Y%m%d%H%M%S}", fmt::gmtime(time)); }

/// The time that an id of ours says, if it is one of ours.
std::optional<Seconds> time_of(std::string_view id) {
  if (id.size() != 14 || id.find_first_not_of("0123456789") != id.npos) return {};
  const auto number = [&](std::size_t from, std::size_t count) {
    return std::stoi(std::string(id.substr(from, count)));
  };
  using namespace std::chrono;
  const year_month_day day{year(number(0, 4)), month(static_cast<unsigned>(number(4, 2))),
                           std::chrono::day(static_cast<unsigned>(number(6, 2)))};
  if (!day.ok()) return {};
  return sys_days(day) + hours(number(8, 2)) + minutes(number(10, 2)) + seconds(number(12, 2));
}

/// The time now; ids grow along the history, also when a clock runs late or two are made in a
/// second.
std::string next_id(const History& history) {
  Seconds time = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  for (const Revision& one : history.revisions()) {
    if (const auto other = time_of(one.id)) time = std::max(time, *other + std::chrono::seconds(1));
  }
  return stamp_of(time);
}

std::string one_line(std::string_view text) {
  std::string line(trim(text));
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::replace(line.begin(), line.end(), '\r', ' ');
  return line;
}

/// Writes the file; it is read again at once, so that what we wrote is what we understand.
void write(Migrations& migrations, const RevisionDraft& draft, GenerateReport& report) {
  std::error_code code;
  fs::create_directories(migrations.folder(), code);
  if (code) {
    throw Error(Failure::Input, fmt::format("cannot make the folder {}: {}",
                                            migrations.folder().string(), code.message()))
        .at({migrations.folder().string()});
  }
  const fs::path file = migrations.folder() / revision_file_name(draft.id, draft.message);
  write_file(file, write_revision(draft));
  migrations.reload();
  report.file = file;
  report.revision = draft.id;
}

}  // namespace

GenerateReport generate(const Project& project, Workshop& workshop, Migrations& migrations,
                        const GenerateRequest& request) {
  GenerateReport report;
  const Revision* head = migrations.history().head();
  const RevisionSet base = migrations.upto(head);
  RevisionDraft draft;
  draft.id = next_id(migrations.history());
  draft.message = one_line(request.message);
  if (head) draft.parents = {head->id};
  if (request.empty) {
    write(migrations, draft, report);
    migrations.save_heads({});
    return report;
  }
  const Recipe models = models_recipe(project, workshop.dialect());
  if (elaborated_fingerprint(workshop, models) == migrations.fingerprint_at(base)) return report;
  const Loaded from = migrations.load_at(base);
  const Loaded to = elaborate(workshop, models);
  report.notes = to.notes;
  report.up = make_plan(from.catalog, to.catalog, workshop.dialect());
  if (report.up.empty()) {
    migrations.save_heads(
        {{head->id, from.fingerprint}});  // it was out of date, else we had not come here
    return report;
  }
  refuse(forbidden(report.up, {Danger::DataLoss}, request.allowed));
  report.down = make_plan(to.catalog, from.catalog, workshop.dialect());
  if (request.prove) {
    prove(workshop, from, to, report.up);
    prove(workshop, to, from, report.down);
  }
  draft.up = report.up.steps;
  draft.down = report.down.steps;
  write(migrations, draft, report);
  migrations.save_heads({{draft.id, request.prove ? to.fingerprint : ""}});
  return report;
}

}  // namespace syncline
