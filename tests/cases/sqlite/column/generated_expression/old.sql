CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT,
  short TEXT GENERATED ALWAYS AS (substr(name, 1, 2)) VIRTUAL
);
