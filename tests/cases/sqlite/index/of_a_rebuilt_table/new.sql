CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE INDEX i ON players (name);
CREATE INDEX k ON players (name DESC);
