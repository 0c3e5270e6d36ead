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
CREATE TABLE matches (
    id integer PRIMARY KEY,
    home integer NOT NULL REFERENCES clubs (id),
    away integer NOT NULL REFERENCES clubs (id),
    CHECK (home <> away)
);
