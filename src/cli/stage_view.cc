#include "cli/stage_view.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/backup_first.h"
#include "cli/output.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

std::string_view weight_word(Weight weight) {
  switch (weight) {
    case Weight::Fine:
      return "fine";
    case Weight::Notice:
      return "note";
    case Weight::Stop:
      return "stop";
  }
  return "";
}

Paint paint_of(const PreflightFinding& one) {
  if (one.weight == Weight::Fine) return Paint::Good;
  return one.weight == Weight::Notice || one.allowed ? Paint::Careful : Paint::Bad;
}

/// What is fine is one line for all.
std::string findings_text(const std::vector<PreflightFinding>& findings) {
  std::vector<std::string> fine;
  std::string text;
  for (const PreflightFinding& one : findings) {
    if (one.weight == Weight::Fine) {
      fine.push_back(one.name);
      continue;
    }
    const std::string_view word = one.allowed ? "allowed" : weight_word(one.weight);
    text += fmt::format("  {} {}: {}\n", painted(paint_of(one), word), one.name, one.text);
    for (const std::string& line : one.lines) text += fmt::format("    {}\n", line);
    if (!one.hint.empty() && !one.allowed && one.weight == Weight::Stop) {
      text += fmt::format("    hint: {}\n", one.hint);
    }
  }
  if (fine.empty()) return text;
  return fmt::format("  {} {}\n", painted(Paint::Good, "fine"), join(fine, ", ")) + text;
}

Data findings_data(const std::vector<PreflightFinding>& findings) {
  Data::List list;
  for (const PreflightFinding& one : findings) {
    list.push_back(Data::Record{{"finding", one.name},
                                {"weight", weight_word(one.weight)},
                                {"allowed", one.allowed},
                                {"text", one.text},
                                {"lines", one.lines},
                                {"hint", Data::text_or_null(one.hint)}});
  }
  return list;
}

std::string revision_text(const PendingRevision& one) {
  std::string text = fmt::format(
      "{}\n",
      painted(Paint::Strong, fmt::format("{} {}", one.revision->id, one.revision->message)));
  for (const PlannedStatement& statement : one.statements) {
    for (const std::string& comment : statement.comments) {
      const bool hazard = comment.starts_with("hazard:");
      text +=
          fmt::format("  {}\n", painted(hazard ? Paint::Careful : Paint::Faint, "-- " + comment));
    }
    if (statement.outside_transaction) text += "  -- outside a transaction\n";
    text += fmt::format("  {};\n", replace_all(statement.sql, "\n", "\n  "));
  }
  return text;
}

Data revision_data(const PendingRevision& one) {
  Data::List statements;
  for (const PlannedStatement& statement : one.statements) {
    statements.push_back(Data::Record{{"sql", statement.sql},
                                      {"outside_transaction", statement.outside_transaction},
                                      {"comments", statement.comments}});
  }
  return Data::Record{{"revision", one.revision->id},
                      {"message", one.revision->message},
                      {"hazards", one.hazards},
                      {"statements", std::move(statements)}};
}

}  // namespace

StageView::StageView(const Environment& environment, bool json)
    : environment_(environment), json_(json), revisions_(json) {}

StageView::~StageView() = default;

void StageView::listen(StageEvents& events) {
  events.looked = [this](const Preflight& found) { looked(found); };
  events.previewed = [this](const Preview& preview) { previewed(preview); };
  events.step = [this](const RecordedStep& one) { step(one); };
  events.upgrading = [this](UpgradeRequest& request) { revisions_.listen(request); };
  events.saving = [this](BackupRequest& request) {
    if (!json_) saving_ = std::make_unique<BackupProgress>(request);
  };
  events.tell = [](const std::string& text) { print_aside(fmt::format("syncline: {}\n", text)); };
}

void StageView::looked(const Preflight& found) {
  if (json_) {
    return print_json_line(Data::Record{{"event", "preflight"},
                                        {"environment", environment_.name},
                                        {"clear", found.clear()},
                                        {"findings", findings_data(found.findings)}});
  }
  print(fmt::format("{} ({})\n{}", painted(Paint::Strong, "preflight of " + environment_.name),
                    role_name(environment_.role), findings_text(found.findings)));
}

void StageView::previewed(const Preview& preview) {
  if (json_) {
    Data::List revisions;
    for (const PendingRevision& one : preview.revisions) revisions.push_back(revision_data(one));
    return print_json_line(Data::Record{{"event", "preview"},
                                        {"environment", environment_.name},
                                        {"revisions", std::move(revisions)},
                                        {"not_given_back", preview.lost},
                                        {"steps", preview.steps}});
  }
  for (const PendingRevision& one : preview.revisions) print(revision_text(one));
  if (!preview.lost.empty()) {
    std::string lost;
    for (const std::string& one : preview.lost) lost += fmt::format("  - {}\n", one);
    print(fmt::format("{}\n{}", painted(Paint::Careful, "a rollback would not give back"), lost));
  }
  std::string steps;
  for (const std::string& one : preview.steps) steps += fmt::format("  {}\n", one);
  print(fmt::format("{}\n{}", painted(Paint::Strong, "steps"), steps));
}

void StageView::step(const RecordedStep& one) {
  if (one.state != StepState::Begun) {
    saving_.reset();
    revisions_.clear();
  }
  if (json_) {
    Data event = Data::Record{{"event", "step"}, {"step", one.name}, {"what", one.what}};
    event.add("state", state_name(one.state));
    event.add("lines", one.lines);
    event.add("output", Data::text_or_null(one.output));
    event.add("error", Data::text_or_null(one.error));
    return print_json_line(event);
  }
  if (one.state == StepState::Begun) return;  // what takes long has a progress of its own
  if (one.state == StepState::Failed) {
    return print(fmt::format("{} {}: {}\n", painted(Paint::Bad, "failed"), one.name, one.error));
  }
  std::string text =
      fmt::format("{} {}: {}\n", painted(Paint::Good, state_name(one.state)), one.name, one.what);
  for (const std::string& line : one.lines) text += fmt::format("  {}\n", line);
  print(text);
}

void StageView::result(const StageResult& result, const std::string& database) {
  const Deployment& record = result.record;
  if (json_) {
    const bool recorded =
        result.end == StageResult::End::Deployed || result.end == StageResult::End::Waiting;
    return print_json_line(
        Data::Record{{"event", "result"},
                     {"environment", environment_.name},
                     {"deployment", recorded ? Data(record.id) : Data()},
                     {"state", recorded ? state_name(record.state) : "nothing done"},
                     {"at", Data::text_or_null(record.target)},
                     {"gate_passed", record.gate_passed}});
  }
  switch (result.end) {
    case StageResult::End::Nothing:
      return print(fmt::format("nothing to do: {} is at {}\n", database,
                               record.target.empty() ? "base" : record.target));
    case StageResult::End::Previewed:
      return print("nothing was changed\n");
    case StageResult::End::Waiting:
      return print(fmt::format(
          "{} is at {}; it waits for somebody to look at the checklist\n  go on with: syncline "
          "deploy resume --env {}, or with --checked where nobody can be asked\n",
          database, record.target.empty() ? "base" : record.target, environment_.name));
    case StageResult::End::Deployed:
      return print(fmt::format("{} is at {}, verified; deployment {}\n", database,
                               record.target.empty() ? "base" : record.target, record.id));
  }
}

}  // namespace syncline
