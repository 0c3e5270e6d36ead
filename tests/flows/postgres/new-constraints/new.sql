CREATE TABLE clubs (
    id integer PRIMARY KEY,
    name text NOT NULL,
    city varchar(40)
);
CREATE TABLE players (
    id integer PRIMARY KEY,
    club_id integer NOT NULL REFERENCES clubs (id),
    name varchar(30) NOT NULL,
    goals integer NOT NULL DEFAULT 0,
    CONSTRAINT goals_not_negative CHECK (goals >= 0),
    CONSTRAINT one_name UNIQUE (club_id, name)
);
