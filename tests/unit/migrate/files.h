// Folders of revisions for tests.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/files.h"
#include "migrate/revision.h"

namespace syncline::testing {

/// Statements of PostgreSQL and of SQLite, as their dialects split them.
inline constexpr Syntax postgres_syntax{.dollar_quotes = true,
                                        .nested_comments = true,
                                        .escape_strings = true,
                                        .backslash_commands = true,
                                        .atomic_bodies = true};
inline constexpr Syntax sqlite_syntax{.bracket_quotes = true, .trigger_bodies = true};

/// A folder that is gone at the end of the test; in memory where there is such a place, for the
/// sake of time.
class Folder {
 public:
  Folder() {
    const std::filesystem::path memory = "/dev/shm";
    const bool fast = access(memory.c_str(), W_OK) == 0;
    const std::filesystem::path base = fast ? memory : std::filesystem::temp_directory_path();
    std::string pattern = (base / "syncline-migrate-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void write(const std::string& name, const std::string& text) const {
    write_file(path_ / name, text);
  }
  /// ID.sql with these parents and sections.
  void revision(const std::string& id, const std::vector<std::string>& parents,
                const std::string& sections = "") const {
    std::string text = "-- syncline: revision " + id + "\n";
    for (const std::string& parent : parents) text += "-- syncline: parent " + parent + "\n";
    write(id + ".sql", text + sections);
  }

 private:
  std::filesystem::path path_;
};

/// The error that `action` throws; a failed test when it throws none.
template <typename Action>
Error error_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "no error was thrown";
  return Error(Failure::Usage, "");
}

inline std::vector<std::string> texts_of(const std::vector<Section>& sections) {
  std::vector<std::string> texts;
  for (const Section& section : sections) {
    for (const Statement& statement : section.script.statements) texts.push_back(statement.text);
  }
  return texts;
}

}  // namespace syncline::testing
