CREATE TABLE clubs (
    id integer PRIMARY KEY,
    name text NOT NULL,
    city varchar(40)
);
CREATE TABLE players (
    id integer PRIMARY KEY,
    club_id integer NOT NULL REFERENCES clubs (id),
    name varchar(30) NOT NULL,
    goals integer NOT NULL DEFAULT 0
);
CREATE VIEW scorers AS SELECT id, name, goals * 2 AS points, goals FROM players WHERE goals > 1;
CREATE VIEW best AS SELECT name FROM scorers WHERE goals > 11;
