// A project in a folder of its own, and a watcher that watches it.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/process.h"

namespace syncline::testing {

class Watched {
 public:
  /// `url` is of the development database; empty: a SQLite file in the folder.
  explicit Watched(const std::string& url);
  ~Watched();
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  /// What syncline.toml says of the models, in place of schema.sql.
  void configure(const std::string& models);
  void save(const std::string& sql);  ///< schema.sql, as editors do: beside, then renamed

  void start(std::vector<std::string> arguments);  ///< syncline watch --json …, in its own process
  int stop(int signal);                            ///< sends it, waits, and gives the exit code
  int pid() const { return child_->pid(); }

  std::string output() const;                        ///< of the watcher, since start()
  std::size_t count(const std::string& text) const;  ///< how often it stands there
  /// Whether it stands there at least so often, within 20 s.
  bool says(const std::string& text, std::size_t times = 1) const;

  Outcome run(std::vector<std::string> arguments) const;  ///< syncline …
  /// Whether database, revisions and models agree, within 20 s; "" or what check says.
  std::string disagreement() const;
  std::vector<std::filesystem::path> revisions() const;

  /// Processes that have ended and that the watcher has not waited for.
  std::size_t zombies() const;
  /// Processes that live from the folder of scratch clusters, at most 5 s after the end; "" when
  /// there are none.
  std::string left_behind() const;

 private:
  Command command(std::vector<std::string> arguments) const;

  std::filesystem::path folder_, project_, scratch_;
  std::string url_;
  std::unique_ptr<Child> child_;
};

/// Whether it becomes true within so many seconds.
bool becomes(const std::function<bool()>& condition, double seconds = 20);

}  // namespace syncline::testing
