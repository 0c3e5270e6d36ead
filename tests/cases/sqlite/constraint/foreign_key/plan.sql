CREATE TABLE syncline_new_players (
  id INTEGER PRIMARY KEY,
  name TEXT,
  club INTEGER,
  FOREIGN KEY (club) REFERENCES clubs (id) ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
);

-- hazard: table-rewrite: table players is written anew
-- hazard: blocks-writes: the database cannot be written while table players is copied
-- hazard: may-fail: constraint players."foreign key (club)" is new: fails when rows do not agree with it
INSERT INTO syncline_new_players (id, name, club)
SELECT id, name, club FROM players;

DROP TABLE players;

PRAGMA legacy_alter_table = ON;

ALTER TABLE syncline_new_players RENAME TO players;

PRAGMA legacy_alter_table = OFF;
