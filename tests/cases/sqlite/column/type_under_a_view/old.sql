CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT,
  goals INTEGER
);
CREATE VIEW scorers AS SELECT name, goals FROM players WHERE goals > 0;
