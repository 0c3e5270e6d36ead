CREATE TABLE syncline_new_players (
  id INTEGER PRIMARY KEY,
  name TEXT,
  club INTEGER
);

-- hazard: table-rewrite: table players is written anew
-- hazard: blocks-writes: the database cannot be written while table players is copied
INSERT INTO syncline_new_players (id, name, club)
SELECT id, name, club FROM players;

DROP TABLE players;

PRAGMA legacy_alter_table = ON;

ALTER TABLE syncline_new_players RENAME TO players;

PRAGMA legacy_alter_table = OFF;
