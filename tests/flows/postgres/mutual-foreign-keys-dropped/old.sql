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
CREATE TABLE captains (
    id integer PRIMARY KEY,
    team_id integer
);
CREATE TABLE teams (
    id integer PRIMARY KEY,
    captain_id integer CONSTRAINT team_captain REFERENCES captains (id)
);
ALTER TABLE captains ADD CONSTRAINT captain_team FOREIGN KEY (team_id) REFERENCES teams (id);
