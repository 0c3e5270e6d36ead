#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "migrate/marked_text.h"
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

/// Without blank lines around it.
std::string block(std::string_view text) {
  while (text.starts_with("\n")) text.remove_prefix(1);
  while (text.ends_with("\n")) text.remove_suffix(1);
  return std::string(text);
}

}  // namespace

RevisionText revision_text(const RevisionDraft& draft) {
  std::string text = "-- syncline: revision " + draft.id + "\n";
  for (const std::string& parent : draft.parents) text += "-- syncline: parent " + parent + "\n";
  for (const std::string& label : draft.labels) text += "-- syncline: label " + label + "\n";
  for (const std::string& id : draft.depends) text += "-- syncline: depends " + id + "\n";
  for (const Replaced& one : draft.replaces) {
    text += "-- syncline: replaces " + one.id + " " + one.checksum + "\n";
  }
  if (const std::string_view message = trim(draft.message); !message.empty()) {
    text += "-- syncline: message " + replace_all(message, "\n", " ") + "\n";
  }
  std::string notes;
  for (const std::string& note : draft.notes) notes += comment(note);
  const std::string down =
      !draft.down.empty() || draft.up.empty() ? sections(draft.down, "down", losses(draft.up)) : "";
  return {block(text), block(notes + sections(draft.up, "up", "")), block(down)};
}

std::string write_revision(const RevisionText& text) {
  std::string whole = text.directives + "\n\n" + text.up + "\n";
  if (!text.down.empty()) whole += "\n" + text.down + "\n";
  return whole;
}

std::string write_revision(const RevisionDraft& draft) {
  return write_revision(revision_text(draft));
}

RevisionText sections_of(std::string_view text, const std::string& file, const Syntax& syntax) {
  const std::string whole(text);
  MarkedText marked(whole, file, syntax);
  RevisionText result;
  std::string* part = &result.directives;
  std::size_t start = 0;
  const auto end_at = [&](std::size_t end) {
    *part += (part->empty() ? "" : "\n\n") + block(whole.substr(start, end - start));
    start = end;
  };
  for (const Statement& statement : marked.statements()) {
    const Marker* marker = marked.directive(statement);
    const bool up = marker && starts_with_nocase(marker->words, "up");
    const bool down = marker && starts_with_nocase(marker->words, "down");
    if (!up && !down) continue;
    end_at(marker->offset);
    part = up ? &result.up : &result.down;
  }
  end_at(whole.size());
  return result;
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
