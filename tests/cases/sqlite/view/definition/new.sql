CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT
);
CREATE VIEW v (number, title) AS SELECT id, name FROM players WHERE name <> '' ORDER BY id DESC;
