CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  name TEXT
);
CREATE VIEW people AS SELECT name FROM players;
CREATE VIEW shown AS SELECT name FROM people;
