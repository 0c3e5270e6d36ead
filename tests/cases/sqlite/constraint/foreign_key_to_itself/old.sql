CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT,
  captain INTEGER REFERENCES players (id)
);
