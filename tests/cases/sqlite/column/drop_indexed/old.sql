CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT,
  born TEXT
);
CREATE INDEX players_born ON players (born);
