CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT,
  CONSTRAINT players_once UNIQUE (name)
);
