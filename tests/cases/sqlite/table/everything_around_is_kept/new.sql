CREATE TABLE clubs (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT '',
  club INTEGER REFERENCES clubs (id) ON DELETE CASCADE
);
CREATE INDEX players_name ON players (name);
CREATE VIEW names AS SELECT name FROM players;
CREATE VIEW all_names AS SELECT name FROM names;
CREATE TABLE log (what TEXT);
CREATE TRIGGER players_added AFTER INSERT ON players BEGIN INSERT INTO log (what) VALUES (new.name); END;
CREATE TRIGGER clubs_gone AFTER DELETE ON clubs BEGIN DELETE FROM players WHERE club = old.id; END;
