// What stands in the way of a change at this moment, and how much room the database has.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dialect/session.h"

namespace syncline {

/// A table that will be changed, by the names that Dialect::table_sizes_sql gives.
struct TouchedTable {
  std::string schema, name;
  bool whole = true;  ///< false: others may go on reading it; a new foreign key points at it

  /// "public.users": for people.
  std::string text() const { return schema.empty() ? name : schema + "." + name; }
  friend auto operator<=>(const TouchedTable&, const TouchedTable&) = default;
};

struct ObstacleQuestion {
  std::vector<TouchedTable> tables;
  std::size_t relations = 0;          ///< tables and indexes that one transaction may lock
  std::chrono::seconds patience{10};  ///< a transaction that is older will not end by itself soon
};

struct Obstacle {
  enum class Effect {
    Blocks,  ///< a change would wait for it, or fail
    Slows,   ///< good to know: things take longer, or use more room
  };
  Effect effect = Effect::Slows;
  std::string text;  ///< one line, without secrets
};

struct Obstacles {
  std::vector<Obstacle> found;
  std::vector<std::string> unseen;  ///< what this role may not look at, and what would let it
};

/// Where the database's files are.
struct DiskRoom {
  std::optional<std::uint64_t> free;  ///< bytes; nothing: it cannot be known
  std::string where;                  ///< the folder; or why it cannot be known
};

/// Members as the dialect's contract has them (dialect/dialect.h). They change nothing, wait for no
/// more than a moment, and are called outside of transactions; they throw when the connection is
/// lost.
struct ObstacleTools {
  Obstacles (*look)(Session& session, const ObstacleQuestion& question);
  DiskRoom (*room)(Session& session);
};

}  // namespace syncline
