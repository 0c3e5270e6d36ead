CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT,
  born TEXT
);
CREATE VIEW people AS SELECT name, born FROM players;
CREATE VIEW shown AS SELECT name FROM people;
