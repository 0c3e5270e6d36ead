CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT
);
CREATE UNIQUE INDEX players_name ON players (name);
