DROP VIEW shown;

DROP VIEW people;

ALTER TABLE players ADD COLUMN born TEXT;

CREATE VIEW people AS
SELECT name, born FROM players;

CREATE VIEW shown AS
SELECT name FROM people;
