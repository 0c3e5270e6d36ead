// The program with which people run a file of SQL on a database of a dialect: psql, sqlite3.
#pragma once

#include <string>
#include <string_view>

namespace syncline {

/// What a file says to that program. Conditions are SQL expressions.
struct OfflineShell {
  std::string_view program;   ///< "psql"
  std::string_view prologue;  ///< stops at the first error
  /// The settings under which revisions run; again after a revision that changed some.
  std::string_view settings;
  /// In a transaction: that something is there already goes without saying.
  std::string_view quietly;
  /// A condition: nobody else changes this database by revisions, and nobody will until the file
  /// ends. Empty: the program cannot tell.
  std::string_view alone;
  /// `body` runs only where the condition holds.
  std::string (*only_when)(const std::string& condition, const std::string& body);
  /// Ends the program with an error that says `why`, unless the condition holds.
  std::string (*stop_unless)(const std::string& condition, const std::string& why);
  /// Repeats a statement until it touches no row, each time in a transaction of its own; outside of
  /// transactions. Null: the program cannot.
  std::string (*in_batches)(const std::string& statement) = nullptr;
};

}  // namespace syncline
