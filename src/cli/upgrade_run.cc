#include "cli/upgrade_run.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

std::string title(const Revision& revision) {
  return revision.message.empty() ? revision.id
                                  : fmt::format("{} {}", revision.id, revision.message);
}

void print_report(const UpgradeReport& report, const std::string& database, bool dry_run) {
  const bool up = report.direction == Direction::Up;
  if (dry_run) {
    for (const Revision* one : report.revisions) {
      print(fmt::format("would {} {}\n", up ? "apply" : "take back", title(*one)));
    }
  }
  if (report.revisions.empty()) print(fmt::format("nothing to do: "));
  if (dry_run && !report.revisions.empty()) return;
  print(fmt::format("{} is at {}{}\n", database, report.at.empty() ? "base" : report.at,
                    report.verified ? ", verified" : "; it has drift that was allowed"));
}

void print_data(const UpgradeReport& report, const std::string& database, bool dry_run) {
  Data::List revisions;
  for (const Revision* one : report.revisions) {
    revisions.push_back(Data::Record{{"revision", one->id}, {"message", one->message}});
  }
  print_json(Data::Record{{"database", database},
                          {"direction", report.direction == Direction::Up ? "up" : "down"},
                          {"dry_run", dry_run},
                          {"revisions", std::move(revisions)},
                          {"at", Data::text_or_null(report.at)},
                          {"verified", report.verified}});
}

}  // namespace

void run_upgrade(Context& context, Migrations& migrations, Direction direction,
                 const std::string& target, const UpgradeFlags& flags, int steps) {
  const bool up = direction == Direction::Up;
  if (!flags.dry_run) context.confirm_environment(up ? "upgrade" : "downgrade");
  const auto database = context.database(up);
  ProgressLine progress;
  UpgradeRequest request;
  request.dry_run = flags.dry_run;
  request.steps = steps;
  request.allow_drift = flags.allow_drift;
  request.progress = [&](const Progress& at) {
    const char* doing = at.direction == Direction::Up ? "applying" : "taking back";
    if (!at.finished) return progress.show(fmt::format("{} {} …", doing, title(*at.revision)));
    progress.clear();
    if (context.json()) return;
    const char* done = at.direction == Direction::Up ? "applied" : "took back";
    print(fmt::format("{} {} ({:.2f} s)\n", done, title(*at.revision), at.seconds));
  };
  const UpgradeReport report = up ? upgrade(migrations, *database, target, request)
                                  : downgrade(migrations, *database, target, request);
  progress.clear();
  if (context.json()) {
    print_data(report, database->what(), flags.dry_run);
  } else {
    print_report(report, database->what(), flags.dry_run);
  }
}

}  // namespace syncline
