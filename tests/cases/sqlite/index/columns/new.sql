CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT,
  born TEXT
);
CREATE INDEX i ON players (born DESC, name COLLATE NOCASE);
