CREATE TABLE clubs (
    id integer PRIMARY KEY,
    name text NOT NULL,
    city varchar(40)
);
CREATE TABLE players (
    id integer PRIMARY KEY,
    club_id integer NOT NULL REFERENCES clubs (id),
    name varchar(60) NOT NULL,
    goals bigint NOT NULL DEFAULT 0
);
CREATE VIEW scorers AS SELECT name, goals FROM players WHERE goals > 0;
