CREATE TABLE syncline_new_players (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT '',
  club INTEGER,
  FOREIGN KEY (club) REFERENCES clubs (id) ON DELETE CASCADE
);

-- hazard: table-rewrite: table players is written anew
-- hazard: blocks-writes: the database cannot be written while table players is copied
-- hazard: may-fail: column players.name becomes NOT NULL: fails when a row has none
INSERT INTO syncline_new_players (id, name, club)
SELECT id, name, club FROM players;

DROP TABLE players;

PRAGMA legacy_alter_table = ON;

ALTER TABLE syncline_new_players RENAME TO players;

PRAGMA legacy_alter_table = OFF;

-- hazard: blocks-writes: the database cannot be written while index players_name is built
CREATE INDEX players_name ON players (name);

CREATE TRIGGER players_added
AFTER INSERT ON players
BEGIN
  INSERT INTO log (what) VALUES (new.name);
END;
