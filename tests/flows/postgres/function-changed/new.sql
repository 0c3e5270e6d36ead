CREATE FUNCTION points(goals integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT (goals * 3)::bigint $$;
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
CREATE VIEW table_of AS SELECT name, points(goals) AS points FROM players;
