#include "watch/watcher.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "base/process.h"
#include "base/secret.h"
#include "base/text.h"
#include "env/models.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

fs::path lock_file(const Project& project) {
  const fs::path folder = cache_folder() / "watchers";
  std::error_code none;
  fs::create_directories(folder, none);
  return folder / sha256(project.folder.string());
}

FileLock locked(const Project& project) {
  const fs::path file = lock_file(project);
  const fs::path owner = file.string() + ".pid";
  if (auto lock = FileLock::attempt(file)) {
    write_file(owner, std::to_string(getpid()) + "\n");
    return std::move(*lock);
  }
  std::error_code none;
  const std::string who =
      fs::exists(owner, none) ? fmt::format(" (process {})", trim(read_file(owner))) : "";
  throw Error(Failure::Refused, fmt::format("this project is watched already{}", who))
      .with_hint("end that watcher first");
}

std::vector<fs::path> config_files(const fs::path& folder) {
  return {folder / "syncline.toml", folder / ".env"};
}

std::vector<fs::path> paths_of(const Project& project, const Dialect& dialect,
                               const WatchSettings& settings) {
  const ModelFiles models = model_files(project, dialect);
  std::vector<fs::path> paths = models.files;
  for (const auto* more :
       {&models.folders, &project.models.sql, &project.models.sql_after, &settings.paths}) {
    paths.insert(paths.end(), more->begin(), more->end());
  }
  paths.push_back(project.migrations);
  for (const fs::path& file : config_files(project.folder)) paths.push_back(file);
  return paths;
}

bool touches_config(const Project& project, const std::vector<fs::path>& saved) {
  const auto files = config_files(project.folder);
  return std::ranges::any_of(
      saved, [&](const fs::path& one) { return std::ranges::find(files, one) != files.end(); });
}

/// "" for a file that is not there.
std::string content_of(const fs::path& file) {
  std::error_code none;
  return fs::is_regular_file(file, none) ? read_file(file) : "";
}

std::string text_of(const Round& round) {
  const auto name = [](const fs::path& file) { return file.filename().string(); };
  return round_text(round, name) + error_text(round);
}

/// Told once: the same error again, after another save or try, is no news.
std::string problem_of(const Round& round) {
  if (!round.error) return "";
  return round.step + round.error->what() + round.error->detail;
}

/// A scratch server that went away does not come back: who asked for it begins anew.
bool lost_scratch(const Round& round) {
  return round.error && round.error->failure == Failure::Database && round.step != "database";
}

void run_hook(const Project& project, const WatchSettings& settings, const Round& round,
              const WatchListener& listener) {
  if (settings.on_change.empty() || (!round.error && !round.changed_something())) return;
  Command command;
  command.program = "/bin/sh";
  command.arguments = {"-c", settings.on_change};
  command.folder = project.folder;
  command.timeout = std::chrono::seconds(30);
  command.guarded = true;
  command.environment = {{"SYNCLINE_RESULT", round.error ? "error" : "done"},
                         {"SYNCLINE_REVISION", round.revision},
                         {"SYNCLINE_TEXT", masked(text_of(round))}};
  const Outcome outcome = run(command);
  if (outcome.status == 0) return;
  listener.told(fmt::format("[watch] on-change {}: {}",
                            outcome.timed_out ? std::string("took longer than 30 s and was ended")
                                              : fmt::format("ended with {}", outcome.status),
                            trim(outcome.errors)));
}

class Watcher {
 public:
  Watcher(const WatchSetup& setup, WatchLog& log, const WatchListener& listener)
      : project_(*setup.project),
        request_(setup.request),
        log_(log),
        listener_(listener),
        dialect_(setup.workshop->dialect()),
        files_(paths_of(project_, dialect_, settings()),
               {request_.poll, settings().interval, settings().quiet}),
        rounds_(project_, *setup.workshop, setup.target, request_.rounds) {}

  /// False when it shall begin anew.
  bool run() {
    tell(fmt::format("watching {} ({})", project_.folder.string(), files_.how()));
    std::vector<fs::path> saved;
    while (true) {
      Round round = rounds_.run();
      round.saved = std::move(saved);
      report(round);
      if (request_.once) return true;
      files_.set_paths(paths_of(project_, dialect_, settings()));  // models may import others now
      remember_written(round);
      saved = wait_for_others(round.away ? std::optional(settings().interval) : std::nullopt);
      if (lost_scratch(round) && !saved.empty()) return false;
      if (!touches_config(project_, saved)) continue;
      tell("the configuration was saved: reading it");
      return false;
    }
  }

 private:
  const WatchSettings& settings() const { return request_.rounds.settings; }

  void tell(const std::string& line) {
    log_.add(line);
    listener_.told(line);
  }

  /// What we write into the folder of revisions is seen as a save as well.
  void remember_written(const Round& round) {
    written_.clear();
    if (round.file.empty() && round.removed.empty()) return;
    for (const fs::path& one : {round.file, round.removed, project_.migrations / "HEAD"}) {
      if (!one.empty()) written_[one] = content_of(one);
    }
  }

  /// Saves by anybody else; none when the time is over.
  std::vector<fs::path> wait_for_others(std::optional<std::chrono::milliseconds> patience) {
    while (true) {
      std::vector<fs::path> saved = files_.wait(patience);
      if (saved.empty()) return saved;
      std::erase_if(saved, [&](const fs::path& one) {
        const auto known = written_.find(one);
        return known != written_.end() && known->second == content_of(one);
      });
      if (!saved.empty()) return saved;
    }
  }

  void report(const Round& round) {
    const std::string problem = problem_of(round);
    const bool news = problem != problem_ || !round.saved.empty() || round.changed_something();
    problem_ = problem;
    if (!news && told_) return;
    told_ = true;
    log_.add(text_of(round));
    listener_.round(round);
    run_hook(project_, settings(), round, listener_);
  }

  const Project& project_;
  const WatchRequest request_;
  WatchLog& log_;
  const WatchListener& listener_;
  const Dialect& dialect_;
  FileWatch files_;
  Rounds rounds_;
  std::map<fs::path, std::string> written_;  ///< by the last round, and what was in them then
  std::string problem_;                      ///< the last one told
  bool told_ = false;
};

}  // namespace

WatchLock::WatchLock(const Project& project) : lock_(locked(project)) {}

std::string error_text(const Round& round) {
  if (!round.error) return "";
  const std::string place = round.error->place ? round.error->place->text() + ": " : "";
  const std::string detail = round.error->detail.empty() ? "" : round.error->detail + "\n";
  return fmt::format("{}: {}{}\n{}", round.step, place, round.error->what(), detail);
}

std::string round_text(const Round& round,
                       const std::function<std::string(const fs::path&)>& name) {
  std::string text;
  if (!round.removed.empty()) {
    text += fmt::format("removed {}: nothing is left in it\n", name(round.removed));
  } else if (!round.revision.empty()) {
    text += fmt::format("{} {}\n", round.amended ? "amended" : "wrote", name(round.file));
  }
  if (round.synced) text += fmt::format("synced {}\n", round.database);
  if (round.followed == Followed::Told)
    text += fmt::format("told {} of its revision\n", round.database);
  if (round.followed == Followed::Upgraded)
    text += fmt::format("upgraded {}, verified\n", round.database);
  if (round.followed == Followed::Synced) {
    text += fmt::format("changed {} to what the amended revision says, verified\n", round.database);
  }
  if (text.empty()) return "";
  return text + fmt::format("in {:.2f} s (models {:.2f} s)\n", round.seconds, round.models_seconds);
}

namespace {

/// False when the watcher shall begin anew.
bool watch_once(const WatchSetup& setup, const WatchListener& listener) {
  const WatchSettings& settings = setup.request.rounds.settings;
  if (!settings.on) {
    listener.told(
        "watching is turned off by MIGRATION_WATCHER or [watch] on; --on watches all the same");
    return true;
  }
  WatchLog log(settings.log, listener.told);
  try {
    return Watcher(setup, log, listener).run();
  } catch (const Interrupted& interruption) {
    log.add(fmt::format("ended by signal {}", interruption.signal));
    throw;
  }
}

}  // namespace

void watch(const std::function<WatchSetup()>& set_up, const WatchListener& listener) {
  WatchSetup setup = set_up();
  const fs::path folder = setup.project->folder;
  const bool poll = setup.request.poll;
  const WatchLock lock(*setup.project);
  for (bool finished = watch_once(setup, listener); !finished;) {
    try {
      setup = set_up();
      finished = watch_once(setup, listener);
    } catch (const Error& error) {
      const std::string place = error.place ? error.place->text() + ": " : "";
      listener.told(fmt::format("{}{}; waiting for it to be mended", place, error.what()));
      FileWatch(config_files(folder), {.poll = poll}).wait(std::nullopt);
    }
  }
}

}  // namespace syncline
