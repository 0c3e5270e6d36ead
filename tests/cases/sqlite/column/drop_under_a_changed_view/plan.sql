DROP VIEW shown;

DROP VIEW people;

-- hazard: data-loss: column players.born is dropped with its values
-- hazard: table-rewrite: table players is written anew
ALTER TABLE players DROP COLUMN born;

CREATE VIEW people AS
SELECT name FROM players;

CREATE VIEW shown AS
SELECT name FROM people;
