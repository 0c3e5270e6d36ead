// The one class of error that a user may see.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>

namespace syncline {

/// What went wrong, by who can mend it. The values are the exit codes of the program.
enum class Failure {
  Usage = 2,     ///< the command line
  Config = 3,    ///< syncline.toml, .env, or a value that they name
  Input = 4,     ///< models, revisions, snapshots: files that the user wrote
  Database = 5,  ///< a server said no, or did not answer
  Refused = 6,   ///< possible, but not without a permission that was not given
};

/// Where in a file; line and column count from 1, 0 means "not known".
struct Place {
  std::string file;
  int line = 0;
  int column = 0;

  /// "file:line:column", as far as it is known.
  std::string text() const;
};

/// Thrown for everything that the user, not the programmer, must mend. Differences, hazards and
/// drift are values, never errors; a mistake of ours is a std::logic_error.
class Error : public std::runtime_error {
 public:
  Error(Failure kind, const std::string& message) : std::runtime_error(message), failure(kind) {}

  Error& with_hint(std::string text) & { return hint = std::move(text), *this; }
  Error&& with_hint(std::string text) && { return hint = std::move(text), std::move(*this); }
  Error& at(Place where) & { return place = std::move(where), *this; }
  Error&& at(Place where) && { return place = std::move(where), std::move(*this); }

  Failure failure;
  std::string hint;            ///< what to do about it, one sentence
  std::optional<Place> place;  ///< the file that is to be mended
  std::string statement;       ///< the SQL that failed, where there is one
  std::string sqlstate;        ///< five characters, see appendix "PostgreSQL Error Codes"
  std::string detail;          ///< more words of the server: DETAIL, HINT, CONTEXT
  int position = 0;  ///< 1-based character in `statement` that the server points at; 0: none
};

/// Ctrl-C or SIGTERM arrived. Unwinds to main(), which exits with 128 + the signal's number.
class Interrupted : public std::exception {
 public:
  explicit Interrupted(int number) : signal(number) {}
  const char* what() const noexcept override { return "interrupted"; }
  int signal;
};

}  // namespace syncline
