CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT
);
CREATE INDEX i ON players (lower(name)) WHERE name IS NOT NULL;
