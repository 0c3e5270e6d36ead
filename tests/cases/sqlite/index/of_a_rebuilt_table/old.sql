CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT
);
CREATE INDEX i ON players (name);
CREATE INDEX j ON players (id, name);
