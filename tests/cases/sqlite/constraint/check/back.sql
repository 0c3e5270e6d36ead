CREATE TABLE syncline_new_players (
  id INTEGER PRIMARY KEY,
  name TEXT,
  CHECK (length(name) > 0)
);

-- hazard: table-rewrite: table players is written anew
-- hazard: blocks-writes: the database cannot be written while table players is copied
-- hazard: may-fail: constraint players."check (length(name) > 0)" is new: fails when rows do not agree with it
INSERT INTO syncline_new_players (id, name)
SELECT id, name FROM players;

DROP TABLE players;

PRAGMA legacy_alter_table = ON;

ALTER TABLE syncline_new_players RENAME TO players;

PRAGMA legacy_alter_table = OFF;
