CREATE TYPE spot AS ENUM ('keeper', 'back');
CREATE TABLE clubs (
    id integer PRIMARY KEY,
    name text NOT NULL,
    city varchar(40)
);
CREATE TABLE players (
    id integer PRIMARY KEY,
    club_id integer NOT NULL REFERENCES clubs (id),
    name varchar(30) NOT NULL,
    place spot NOT NULL DEFAULT 'back',
    goals integer NOT NULL DEFAULT 0
);
