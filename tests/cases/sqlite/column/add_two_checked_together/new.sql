CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT,
  low INTEGER,
  high INTEGER,
  CHECK (low < high)
);
