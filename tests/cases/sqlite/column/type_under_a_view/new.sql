CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT,
  goals NUMERIC
);
CREATE VIEW scorers AS SELECT name, goals FROM players WHERE goals > 0;
