#include "cli/watch_events.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/output.h"
#include "cli/revisions.h"
#include "cli/show.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

std::string_view word(Followed followed) {
  switch (followed) {
    case Followed::Nothing:
      return "";
    case Followed::Told:
      return "told";
    case Followed::Upgraded:
      return "upgraded";
    case Followed::Synced:
      return "synced";
  }
  return "";
}

/// As much as fits on a screen.
std::string on_one_screen(const std::string& text) {
  constexpr std::size_t most = 24;
  std::vector<std::string> lines = split(text, '\n');
  if (lines.size() <= most + 1) return text;
  const std::size_t rest = lines.size() - most - 1;
  lines.resize(most);
  return fmt::format("{}\n  … and {} more\n", join(lines, "\n"), count_of(rest, "line"));
}

Data data_of(const Error& error, const std::string& step) {
  return Data::Record{{"step", step},
                      {"message", std::string(error.what())},
                      {"place", Data::text_or_null(error.place ? error.place->text() : "")},
                      {"detail", Data::text_or_null(error.detail)},
                      {"hint", Data::text_or_null(error.hint)}};
}

Data data_of(const Round& round) {
  std::vector<std::string> saved;
  for (const auto& file : round.saved) saved.push_back(near_path(file));
  const auto file = [](const std::filesystem::path& path) {
    return Data::text_or_null(path.empty() ? "" : near_path(path));
  };
  return Data::Record{
      {"event", "round"},
      {"saved", saved},
      {"from", Data::text_or_null(round.difference ? round.difference->from : "")},
      {"changes", round.difference ? changes_data(round.difference->changes) : Data()},
      {"revision", Data::text_or_null(round.revision)},
      {"file", file(round.file)},
      {"amended", round.amended},
      {"removed", file(round.removed)},
      {"database", Data::text_or_null(round.synced ? "synced" : word(round.followed))},
      {"notes", round.notes},
      {"error", round.error ? data_of(*round.error, round.step) : Data()},
      {"away", round.away},
      {"seconds", round.seconds},
      {"models_seconds", round.models_seconds}};
}

void print_error(const Round& round) {
  const Error& error = *round.error;
  const std::string place = error.place ? error.place->text() + ": " : "";
  print(fmt::format("{} {}{}\n", painted(Paint::Bad, round.step + ":"), place, error.what()));
  if (!error.detail.empty()) {
    print(on_one_screen(fmt::format("  {}\n", replace_all(error.detail, "\n", "\n  "))));
  }
  if (round.away) {
    print("  waiting for the database\n");
  } else if (!error.hint.empty()) {
    print(fmt::format("  hint: {}\n", error.hint));
  }
}

void print_round(const Round& round) {
  if (!round.saved.empty()) {
    const std::string more =
        round.saved.size() > 1 ? fmt::format(" and {} more", round.saved.size() - 1) : "";
    print(
        fmt::format("{}\n", painted(Paint::Strong, "— " + near_path(round.saved.front()) + more)));
  }
  print_notes(round.notes);
  if (round.difference && !round.difference->equal()) {
    print(
        on_one_screen(fmt::format("differ {} → {}\n{}", round.difference->from,
                                  round.difference->to, changes_text(round.difference->changes))));
  } else if (round.difference && !round.error && !round.changed_something()) {
    print(fmt::format("{} {} = {}\n", painted(Paint::Good, "equal"), round.difference->from,
                      round.difference->to));
  }
  print(round_text(round, near_path));
  if (round.error) print_error(round);
}

}  // namespace

WatchListener WatchEvents::listener() const {
  if (json_) {
    return {[](const std::string& line) {
              print_json_line(Data::Record{{"event", "note"}, {"text", line}});
            },
            [](const Round& round) { print_json_line(data_of(round)); }};
  }
  return {[](const std::string& line) { print_aside(fmt::format("syncline: {}\n", line)); },
          print_round};
}

}  // namespace syncline
