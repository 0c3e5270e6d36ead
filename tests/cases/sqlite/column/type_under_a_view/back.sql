CREATE TABLE syncline_new_players (
  id INTEGER PRIMARY KEY,
  name TEXT,
  goals INTEGER
);

-- hazard: table-rewrite: table players is written anew
-- hazard: blocks-writes: the database cannot be written while table players is copied
-- hazard: data-narrowing: column players.goals changes its type from NUMERIC to INTEGER: values are converted where they can be
INSERT INTO syncline_new_players (id, name, goals)
SELECT id, name, goals FROM players;

DROP TABLE players;

PRAGMA legacy_alter_table = ON;

ALTER TABLE syncline_new_players RENAME TO players;

PRAGMA legacy_alter_table = OFF;
