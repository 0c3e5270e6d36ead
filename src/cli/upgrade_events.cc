#include "cli/upgrade_events.h"

#include <fmt/format.h>

#include <cmath>

#include "base/text.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "env/dry_run.h"

namespace syncline {

namespace {

std::string title(const Revision& revision) {
  return revision.message.empty() ? revision.id
                                  : fmt::format("{} {}", revision.id, revision.message);
}

std::string_view direction_word(Direction direction) {
  return direction == Direction::Up ? "up" : "down";
}

double rounded(double seconds) { return std::round(seconds * 1000) / 1000; }

/// "[████····] 3/12"
std::string bar(std::size_t done, std::size_t of) {
  constexpr std::size_t width = 24;
  const std::size_t full = of == 0 ? 0 : done * width / of;
  std::string text = "[";
  for (std::size_t i = 0; i < width; ++i) text += i < full ? "█" : "·";
  return fmt::format("{}] {}/{}", text, done, of);
}

Data about(const Revision& revision, Direction direction, std::string_view event) {
  return Data::Record{{"event", event},
                      {"revision", revision.id},
                      {"message", revision.message},
                      {"direction", direction_word(direction)}};
}

Data data_of(const PlannedStatement& one) {
  return Data::Record{{"section", one.section},
                      {"outside_transaction", one.outside_transaction},
                      {"line", one.place.line},
                      {"sql", one.sql},
                      {"comments", one.comments}};
}

/// A statement with what stands above it in its file, indented.
std::string text_of(const PlannedStatement& one) {
  std::string text;
  for (const std::string& comment : one.comments) {
    const bool hazard = comment.starts_with("hazard:");
    text += fmt::format("  {}\n", painted(hazard ? Paint::Careful : Paint::Faint, "-- " + comment));
  }
  return text + fmt::format("  {};\n", replace_all(one.sql, "\n", "\n  "));
}

}  // namespace

void UpgradeEvents::listen(UpgradeRequest& request) {
  request.progress = [this](const Progress& at) { revision(at); };
  request.waiting = [this](const std::string& holder) { waiting(holder); };
  if (json_ || watched()) request.building = [this](const Building& at) { building(at); };
}

void UpgradeEvents::revision(const Progress& at) {
  const std::lock_guard lock(mutex_);
  at_ = at;
  const bool up = at.direction == Direction::Up;
  if (at.batches > 0) return batch(at);
  if (json_) {
    Data event = about(*at.revision, at.direction, at.finished ? "finished" : "started");
    event.add("number", at.number);
    event.add("of", at.of);
    if (at.finished) event.add("seconds", rounded(at.seconds));
    return print_json_line(event);
  }
  if (!at.finished) {
    return line_.show(fmt::format("{} {} {} …", bar(at.number - 1, at.of),
                                  up ? "applying" : "taking back", title(*at.revision)));
  }
  line_.clear();
  print(fmt::format("{} {} ({:.2f} s)\n", up ? "applied" : "took back", title(*at.revision),
                    at.seconds));
  if (at.number == at.of) line_.show(fmt::format("{} verifying …", bar(at.number, at.of)));
}

void UpgradeEvents::batch(const Progress& at) {
  if (!json_) {
    return line_.show(fmt::format("{} {}: {}, {} …", bar(at.number - 1, at.of), title(*at.revision),
                                  fmt::format("{} batches", at.batches), count_of(at.rows, "row")));
  }
  print_json_line(Data::Record{{"event", "batch"},
                               {"revision", at.revision->id},
                               {"batches", at.batches},
                               {"rows", at.rows}});
}

void UpgradeEvents::waiting(const std::string& holder) {
  const std::lock_guard lock(mutex_);
  if (json_) return print_json_line(Data::Record{{"event", "waiting"}, {"for", holder}});
  print_aside(fmt::format("syncline: waiting for another run: {}\n", holder));
}

void UpgradeEvents::building(const Building& at) {
  const std::lock_guard lock(mutex_);
  if (!at_.revision || at_.finished) return;
  if (json_) {
    return print_json_line(Data::Record{{"event", "building"},
                                        {"revision", at_.revision->id},
                                        {"what", at.what},
                                        {"phase", at.phase},
                                        {"percent", at.percent}});
  }
  line_.show(
      fmt::format("{} {}: {}, {} % …", bar(at_.number - 1, at_.of), at.what, at.phase, at.percent));
}

void UpgradeEvents::clear() {
  const std::lock_guard lock(mutex_);
  line_.clear();
}

void UpgradeEvents::failed(const Error& error) {
  const std::lock_guard lock(mutex_);
  line_.clear();
  if (!json_) return;
  Data event = Data::Record{{"event", "failed"}, {"error", error.what()}};
  event.add("place", error.place ? Data(error.place->text()) : Data());
  event.add("statement", Data::text_or_null(error.statement));
  event.add("sqlstate", Data::text_or_null(error.sqlstate));
  event.add("detail", Data::text_or_null(error.detail));
  event.add("hint", Data::text_or_null(error.hint));
  print_json_line(event);
}

void UpgradeEvents::dry_run(const UpgradeReport& report, const std::string& database,
                            const Session& session) {
  dry_run_ = true;
  for (const Revision* one : report.revisions) {
    const auto planned = planned_statements(report, *one, session);
    if (json_) {
      Data event = about(*one, report.direction, "planned");
      Data::List list;
      for (const PlannedStatement& statement : planned) list.push_back(data_of(statement));
      event.add("statements", std::move(list));
      print_json_line(event);
      continue;
    }
    print(fmt::format("{}\n",
                      painted(Paint::Strong,
                              fmt::format("would {} {}",
                                          report.direction == Direction::Up ? "apply" : "take back",
                                          title(*one)))));
    int section = 0;
    for (const PlannedStatement& statement : planned) {
      if (statement.outside_transaction) {
        print("  -- outside a transaction\n");
      } else if (statement.section != section) {
        print("  -- in one transaction\n");
      }
      section = statement.outside_transaction ? 0 : statement.section;
      print(text_of(statement));
    }
  }
  if (json_ || report.revisions.empty()) result(report, database);
}

void UpgradeEvents::result(const UpgradeReport& report, const std::string& database) {
  line_.clear();
  for (const std::string& note : report.notes) print_aside(fmt::format("note: {}\n", note));
  if (json_) {
    Data::List revisions;
    for (const Revision* one : report.revisions) revisions.emplace_back(one->id);
    return print_json_line(Data::Record{{"event", "result"},
                                        {"database", database},
                                        {"direction", direction_word(report.direction)},
                                        {"dry_run", dry_run_},
                                        {"revisions", std::move(revisions)},
                                        {"at", Data::text_or_null(report.at)},
                                        {"verified", report.verified},
                                        {"seconds", rounded(report.seconds)}});
  }
  if (report.revisions.empty()) print("nothing to do: ");
  print(fmt::format("{} is at {}{}\n", database, report.at.empty() ? "base" : report.at,
                    report.verified ? ", verified" : "; it has drift that was allowed"));
}

}  // namespace syncline
