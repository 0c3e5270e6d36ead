#include "env/new_revision.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/files.h"
#include "base/text.h"
#include "env/who.h"
#include "migrate/ledger.h"

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

struct Placeholder {
  std::string_view name;
  std::string value;
  bool needed = false;
  int seen = 0;
};

int line_of(std::string_view text, std::size_t offset) {
  return 1 +
         static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(offset), '\n'));
}

/// The template with every {{name}} replaced.
std::string filled(const std::string& text, const std::string& file,
                   std::vector<Placeholder>& known) {
  std::string result;
  std::size_t at = 0;
  for (std::size_t open = text.find("{{"); open != text.npos; open = text.find("{{", at)) {
    const std::size_t close = text.find("}}", open);
    const std::string name(trim(std::string_view(text).substr(
        open + 2, close == text.npos ? text.npos : close - open - 2)));
    const auto found = std::ranges::find(known, name, &Placeholder::name);
    if (close == text.npos || found == known.end()) {
      std::vector<std::string> names;
      for (const Placeholder& one : known) names.emplace_back(one.name);
      throw Error(Failure::Config, close == text.npos
                                       ? "this placeholder has no closing }}"
                                       : fmt::format("unknown placeholder {{{{{}}}}}", name))
          .at({file, line_of(text, open)})
          .with_hint("placeholders are: " + join(names, ", "));
    }
    ++found->seen;
    result += text.substr(at, open - at) + found->value;
    at = close + 2;
  }
  return result + text.substr(at);
}

}  // namespace

std::string next_id(const History& history) {
  Seconds time = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  for (const auto* list : {&history.revisions(), &history.replaced()}) {
    for (const Revision& one : *list) {
      if (const auto other = time_of(one.id)) {
        time = std::max(time, *other + std::chrono::seconds(1));
      }
    }
  }
  return stamp_of(time);
}

std::string checked_message(std::string_view message) {
  std::string line(trim(message));
  if (line.empty()) {
    throw Error(Failure::Usage, "a revision needs a message").with_hint("say it with -m \"…\"");
  }
  std::ranges::replace(line, '\n', ' ');
  std::ranges::replace(line, '\r', ' ');
  return line;
}

std::string by_template(const Project& project, const RevisionDraft& draft,
                        const RevisionText& text) {
  if (project.revision_template.empty()) return write_revision(text);
  const std::string file = fs::proximate(project.revision_template).string();
  std::vector<Placeholder> known = {{"directives", text.directives, true},
                                    {"up", text.up, true},
                                    {"down", text.down, true},
                                    {"revision", draft.id},
                                    {"message", draft.message},
                                    {"created", utc_now()},
                                    {"author", who()}};
  std::string result = filled(read_file(project.revision_template), file, known);
  for (const Placeholder& one : known) {
    if (!one.needed || one.seen == 1) continue;
    throw Error(Failure::Config, fmt::format("the template has {{{{{}}}}} {}", one.name,
                                             one.seen == 0 ? "nowhere" : "more than once"))
        .at({file})
        .with_hint("directives, up and down stand in it once each");
  }
  while (result.ends_with("\n")) result.pop_back();
  return result + "\n";
}

NewRevision new_revision(const Project& project, const Migrations& migrations,
                         const RevisionDraft& draft, const RevisionText& text) {
  NewRevision made;
  made.file = migrations.folder() / revision_file_name(draft.id, draft.message);
  made.text = by_template(project, draft, text);
  made.revision = parse_revision(made.text, made.file, migrations.syntax());
  return made;
}

void save(Migrations& migrations, const NewRevision& made) {
  std::error_code code;
  fs::create_directories(migrations.folder(), code);
  if (code) {
    throw Error(Failure::Input, fmt::format("cannot make the folder {}: {}",
                                            migrations.folder().string(), code.message()))
        .at({migrations.folder().string()});
  }
  write_file(made.file, made.text);
  migrations.reload();
}

}  // namespace syncline
