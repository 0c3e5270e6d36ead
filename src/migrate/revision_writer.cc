#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "migrate/revision.h"

namespace syncline {

namespace {

/// Comment lines; a text that could be read as a directive is put in brackets.
std::string comment(std::string_view text) {
  std::string lines;
  for (const std::string& raw : split(text, '\n')) {
    const std::string line(trim(raw));
    if (line.empty()) {
      lines += "--\n";
    } else if (starts_with_nocase(line, "syncline")) {
      lines += "-- (" + line + ")\n";
    } else {
      lines += "-- " + line + "\n";
    }
  }
  return lines;
}

/// With its closing semicolon, on a line of its own where the last line may end in a comment.
std::string closed(const std::string& sql) {
  const std::size_t last = sql.rfind('\n');
  const bool commented = sql.find("--", last == std::string::npos ? 0 : last) != std::string::npos;
  return sql + (commented ? "\n;\n" : ";\n");
}

/// A section is what one transaction runs: it ends at a step that must be committed, and around the
/// steps that must stand outside.
std::string sections(const Steps& steps, const std::string& name, const std::string& comments) {
  const std::string inside = "\n-- syncline: " + name + "\n";
  std::string text = steps.empty() ? inside + comments : "";
  const Step* last = nullptr;
  for (const Step& step : steps) {
    const bool outside = step.transaction == Transaction::Outside;
    const bool begins = !last || last->transaction == Transaction::CommitAfter ||
                        outside != (last->transaction == Transaction::Outside);
    if (begins) {
      text += outside ? fmt::format("\n-- syncline: {} outside transaction\n", name) : inside;
    } else {
      text += "\n";
    }
    if (!last) text += comments;
    for (const Hazard& hazard : step.hazards) {
      text += comment(fmt::format("hazard: {}: {}", danger_name(hazard.danger), hazard.why));
    }
    text += closed(step.sql);
    last = &step;
  }
  return text;
}

/// What the ups throw away, and so no down can bring back.
std::string losses(const Steps& up) {
  std::string text;
  for (const Step& step : up) {
    for (const Hazard& hazard : step.hazards) {
      if (hazard.danger != Danger::DataLoss) continue;
      text += comment("data does not come back: " + hazard.why);
    }
  }
  return text;
}

}  // namespace

std::string write_revision(const RevisionDraft& draft) {
  std::string text = "-- syncline: revision " + draft.id + "\n";
  for (const std::string& parent : draft.parents) text += "-- syncline: parent " + parent + "\n";
  for (const std::string& label : draft.labels) text += "-- syncline: label " + label + "\n";
  for (const std::string& id : draft.depends) text += "-- syncline: depends " + id + "\n";
  if (const std::string_view message = trim(draft.message); !message.empty()) {
    text += "-- syncline: message " + replace_all(message, "\n", " ") + "\n";
  }
  if (!draft.notes.empty()) text += "\n";
  for (const std::string& note : draft.notes) text += comment(note);
  text += sections(draft.up, "up", "");
  if (!draft.down.empty() || draft.up.empty())
    text += sections(draft.down, "down", losses(draft.up));
  return text;
}

std::string revision_file_name(std::string_view id, std::string_view message) {
  constexpr std::size_t longest = 60;
  std::string words;
  for (const char c : lower(message)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) {
      words += c;
    } else if (!words.empty() && words.back() != '_') {
      words += '_';
    }
  }
  if (words.size() > longest) words.resize(std::min(words.rfind('_', longest), longest));
  while (words.ends_with('_')) words.pop_back();
  return std::string(id) + (words.empty() ? "" : "_" + words) + ".sql";
}

}  // namespace syncline
