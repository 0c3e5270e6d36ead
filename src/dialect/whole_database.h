// A database as a whole: which one it is, and an empty one in its place.
#pragma once

#include <string>

#include "dialect/session.h"

namespace syncline {

/// Tells a database from all others, however its url is spelled.
struct Identity {
  /// Stays over restarts; a copy in another place has another one. Empty: it cannot be known.
  std::string lasting;
  /// Of the database as it is reached now. Good for comparing two sessions of this moment, and for
  /// nothing that is kept.
  std::string running;

  bool same_database(const Identity& other) const {
    return !running.empty() && running == other.running;
  }
};

/// Members as the dialect's contract has them (dialect/dialect.h).
struct WholeDatabase {
  /// Asks the server; changes nothing. Outside of transactions only.
  Identity (*identity)(Session& session);
  /// Where a url leads as text, without user, password and options, in one spelling: for urls that
  /// cannot be connected to. Empty: it cannot be told.
  std::string (*address)(const std::string& url);
  /// An empty database in place of this one, with the same name, owner and settings. Sessions with
  /// it are ended. Returns false, and changes nothing, when the user may not do that. Throws
  /// Error(Database) when the server does not answer.
  bool (*renew)(const std::string& url);
  /// Whether there is a database. Throws Error(Database) when that cannot be told.
  bool (*exists)(const std::string& url);
  /// An empty one where there is none. Throws Error(Database), Error(Refused) with what to ask for
  /// where the user may not.
  void (*make)(const std::string& url);
  /// Who connects with ConnectOptions::create makes it as well: it is a file.
  bool made_by_connecting = false;
};

}  // namespace syncline
