#include "watch/watched.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/files.h"
#include "base/text.h"

namespace syncline::testing {

namespace fs = std::filesystem;

namespace {

/// Of all processes: their ids.
std::vector<std::string> processes() {
  std::vector<std::string> ids;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator("/proc", none)) {
    const std::string name = entry.path().filename().string();
    if (std::ranges::all_of(name, [](unsigned char c) { return std::isdigit(c); })) {
      ids.push_back(name);
    }
  }
  return ids;
}

/// Of a file of /proc, whose process may have just ended.
std::string text_of(const fs::path& file) {
  std::ifstream stream(file);
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
}

}  // namespace

bool becomes(const std::function<bool()>& condition, double seconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return true;
}

Watched::Watched(const std::string& url) : url_(url) {
  std::string name = (fs::temp_directory_path() / "syncline-watch-XXXXXX").string();
  folder_ = mkdtemp(name.data());
  fs::permissions(folder_, fs::perms::others_exec | fs::perms::group_exec, fs::perm_options::add);
  project_ = folder_ / "project";
  scratch_ = folder_ / "scratch";
  fs::create_directory(project_);
  if (url_.empty()) url_ = "sqlite:local.db";
  configure("sql = \"schema.sql\"");
}

Watched::~Watched() {
  child_.reset();
  std::error_code none;
  fs::remove_all(folder_, none);
}

void Watched::configure(const std::string& models) {
  write_file(project_ / "syncline.toml",
             fmt::format("[models]\n{}\n[environments.local]\nurl = \"{}\"\n", models, url_));
}

void Watched::save(const std::string& sql) { write_file(project_ / "schema.sql", sql); }

Command Watched::command(std::vector<std::string> arguments) const {
  Command command;
  command.program = SYNCLINE_PROGRAM;
  command.arguments = std::move(arguments);
  command.folder = project_;
  command.environment = {{"SYNCLINE_CACHE", (folder_ / "cache").string()},
                         {"SYNCLINE_SCRATCH_FOLDER", scratch_.string()}};
  return command;
}

void Watched::start(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"watch", "--json"});
  child_ = std::make_unique<Child>(command(std::move(arguments)), folder_ / "output", SIGKILL);
}

int Watched::stop(int signal) {
  kill(child_->pid(), signal);
  becomes([&] { return child_->exited().has_value(); }, 30);
  return child_->exited().value_or(-1);
}

std::string Watched::output() const { return text_of(folder_ / "output"); }

std::size_t Watched::count(const std::string& text) const {
  const std::string all = output();
  std::size_t count = 0;
  for (std::size_t at = all.find(text); at != all.npos; at = all.find(text, at + 1)) ++count;
  return count;
}

bool Watched::says(const std::string& text, std::size_t times) const {
  return becomes([&] { return count(text) >= times; });
}

Outcome Watched::run(std::vector<std::string> arguments) const {
  return syncline::run(command(std::move(arguments)));
}

std::string Watched::disagreement() const {
  Outcome outcome;
  const bool agrees = becomes([&] {
    outcome = run({"check"});
    return outcome.status == 0 && outcome.output.find("not applied yet") == std::string::npos;
  });
  return agrees ? "" : outcome.output + outcome.errors;
}

std::vector<fs::path> Watched::revisions() const {
  std::vector<fs::path> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(project_ / "migrations", none)) {
    if (entry.path().extension() == ".sql") files.push_back(entry.path());
  }
  return files;
}

std::size_t Watched::zombies() const {
  std::size_t count = 0;
  const std::string parent = fmt::format("PPid:\t{}\n", child_->pid());
  for (const std::string& id : processes()) {
    const std::string status = text_of(fs::path("/proc") / id / "status");
    if (status.find("State:\tZ") != status.npos && status.find(parent) != status.npos) ++count;
  }
  return count;
}

std::string Watched::left_behind() const {
  std::string found;
  becomes(
      [&] {
        found.clear();
        for (const std::string& id : processes()) {
          const std::string words = text_of(fs::path("/proc") / id / "cmdline");
          if (words.find(scratch_.string()) == words.npos) continue;
          found +=
              fmt::format("process {}: {}\n", id, replace_all(words, std::string(1, '\0'), " "));
        }
        return found.empty();
      },
      5);
  return found;
}

}  // namespace syncline::testing
