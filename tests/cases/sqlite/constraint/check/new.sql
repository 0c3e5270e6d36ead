CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT,
  CHECK (length(name) > 1),
  CONSTRAINT known CHECK (name <> '?')
);
