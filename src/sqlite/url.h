// The ways to write where a SQLite database is.
#pragma once

#include <string>

namespace syncline::sqlite {

struct Location {
  std::string path;  ///< ":memory:" or a file, relative to the working folder or absolute
  bool read_only = false;
};

/// sqlite:path, sqlite:/absolute/path, sqlite:///relative/path, sqlite:////absolute/path (as
/// SQLAlchemy writes them), sqlite::memory:, sqlite://. What follows a "?" counts only as mode=ro.
/// Throws Error(Config) for sqlite://path, which is neither.
Location parse_url(const std::string& url);

}  // namespace syncline::sqlite
