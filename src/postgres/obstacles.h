// What of a server's activity and state is in the way of a change.
#pragma once

#include "dialect/obstacles.h"

namespace syncline::postgres {

extern const ObstacleTools obstacle_tools;

/// One look at the server: what is asked, and what its rows mean.
struct ObstacleLook {
  std::string_view about;  ///< for who may not ask: "replicas"
  /// May use `asked` (a row: `patience`, seconds), `touched` (rows `relation`, `whole`, `label`:
  /// our tables) and `held` (rows `pid`, `transaction`, `tables`: who holds a lock that is in our
  /// way).
  std::string_view sql;
  void (*judge)(const Rows& rows, const ObstacleQuestion& question, Obstacles& obstacles);
};

// In obstacle_sessions.cc: who works there.
extern const ObstacleLook session_look, prepared_look;
// In obstacle_server.cc: how the server is.
extern const ObstacleLook rights_look, wraparound_look, old_tables_look, replica_look, commit_look,
    slot_look, lock_table_look;

}  // namespace syncline::postgres
