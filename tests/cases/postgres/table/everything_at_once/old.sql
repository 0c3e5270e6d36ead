CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE clubs (id serial PRIMARY KEY, name varchar(40) NOT NULL UNIQUE, feeling mood DEFAULT 'ok');
CREATE TABLE players (id serial PRIMARY KEY, club integer NOT NULL REFERENCES clubs, name text, born date);
CREATE INDEX players_club ON players (club);
CREATE VIEW rosters AS SELECT c.name AS club, p.name FROM clubs c JOIN players p ON p.club = c.id;
