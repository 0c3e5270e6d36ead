CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT
);
