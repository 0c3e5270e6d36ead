CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  born TEXT,
  name TEXT
);
