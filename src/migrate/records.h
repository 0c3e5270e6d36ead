// What the ledger's tables hold, as values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace syncline {

enum class Direction { Up, Down };

/// How a revision came into the ledger.
enum class How {
  Applied,   ///< its statements ran
  Stamped,   ///< the schema was found to be as it says
  Forced,    ///< stamped although the schema was not as it says
  Baseline,  ///< written from the database as it was found
  Squashed,  ///< in place of the revisions that it replaces, which were applied
};
std::string_view how_name(How how);  ///< "applied", …: the word in the ledger

struct Applied {
  std::string revision;
  std::string message;
  std::string file;      ///< its name, without the folder
  std::string checksum;  ///< of the file when it was applied
  std::string meaning;   ///< meaning_of() it then: the same while only blanks and comments change
  std::string fingerprint;  ///< of the schema after it, where it was verified; else ""
  How how = How::Applied;
  std::string started_at;     ///< ISO 8601, UTC; of what is written: "" is the server's clock
  std::string finished_at;    ///< the same
  std::string applied_by;     ///< user@host
  std::string tool;           ///< "syncline 0.1.0"
  std::int64_t position = 0;  ///< among them, from 1; of what is written: 0 is the next one
};

/// What is known of a statement in the journal.
enum class StatementOutcome {
  Done,
  Begun,   ///< about to run outside a transaction: only a later entry tells how it ended
  Failed,  ///< nothing of it stays, or `note` says what does
};
std::string_view outcome_name(StatementOutcome outcome);  ///< "done", …: the word in the ledger

/// One row of the journal: a statement of a revision, or something that was done to the ledger.
struct JournalEntry {
  std::int64_t entry = 0;  ///< its place, from 1; of what is written: 0 is the next one
  std::string revision;    ///< "" where it is about none
  std::string action;      ///< "up", "down"; else what was done: "stamp", "repair", …
  int section = 0;         ///< of its direction, from 1; 0: the entry is no statement
  int statement = 0;       ///< in its section, from 1; 0: the entry is no statement
  StatementOutcome outcome = StatementOutcome::Done;
  std::string sql;   ///< long ones are cut, secrets masked; of what is no statement: what was done
  std::string note;  ///< the server's words, or what was found in the catalog
  std::string started_at;   ///< as in Applied
  std::string finished_at;  ///< as in Applied
  double milliseconds = 0;
  std::string applied_by;  ///< user@host
  std::string tool;
};
std::string_view action_name(Direction direction);  ///< "up", "down"

/// What was last verified of a database: while the stamp is the same, nothing was changed.
struct Verified {
  std::string fingerprint;
  std::string stamp;
};

/// A revision that needs several transactions, and of which not all are done.
struct Unfinished {
  std::string revision;
  Direction direction = Direction::Up;
  std::size_t statements = 0;  ///< that have run and stay
  std::string checksum;        ///< of the text of these
  /// The next statement was begun outside a transaction, and how that ended was not written down:
  /// what Session::witness() saw before it.
  std::optional<std::string> begun = {};
};

/// What somebody is at: there is one lease of each.
enum class LeasePlace {
  Run = 1,         ///< applying revisions
  Deployment = 2,  ///< deploying, of which a run is a part
};

/// Who changes a database at this moment.
struct Lease {
  std::string owner;  ///< a random word: which run it is
  std::string who;    ///< user@host
  std::string host;   ///< where `pid` means something
  int pid = 0;
  std::string purpose;    ///< "upgrade to head"
  std::string since;      ///< ISO 8601, UTC, by the server's clock
  std::string heartbeat;  ///< the same; the last sign of life
  std::string seen;       ///< the server's clock when it was read
  /// It gives no sign of life while a statement runs: one connection writes a file, and no other.
  bool may_be_silent = false;
};

/// The word for the state of a deployment that has not ended.
inline constexpr std::string_view running_state = "running";

/// What the ledger's table says of one deployment.
struct DeploymentRow {
  std::string deployment;  ///< its id
  std::string environment;
  std::string kind, state;              ///< words of deploy/record.h
  std::string started_at, finished_at;  ///< as in Applied; "" while it runs
  std::string applied_by;               ///< user@host
  std::string tool;
  std::string record;  ///< the whole of it as JSON
};

/// This moment as the ledger writes it: "2025-01-31T09:30:00.125Z".
std::string utc_now();

/// "syncline 0.1.0"
std::string tool_name();

}  // namespace syncline
