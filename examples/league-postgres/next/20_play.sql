CREATE TYPE match_state AS ENUM ('planned', 'played', 'cancelled');

CREATE TYPE player_position AS ENUM ('any', 'goal', 'defence', 'attack');

CREATE TABLE teams (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  club_id integer NOT NULL REFERENCES clubs ON DELETE CASCADE,
  name text NOT NULL,
  division smallint NOT NULL DEFAULT 1 CHECK (division > 0),
  UNIQUE (club_id, name)
);

CREATE TABLE players (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team_id integer NOT NULL REFERENCES teams ON DELETE CASCADE,
  user_id bigint UNIQUE REFERENCES users ON DELETE SET NULL,
  name text NOT NULL,
  shirt smallint CHECK (shirt BETWEEN 1 AND 99),
  position player_position NOT NULL DEFAULT 'any',
  UNIQUE (team_id, shirt) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE matches (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  home_id integer NOT NULL REFERENCES teams,
  guest_id integer NOT NULL REFERENCES teams,
  played_on date NOT NULL,
  state match_state NOT NULL DEFAULT 'planned',
  home_goals integer NOT NULL DEFAULT 0,
  guest_goals integer NOT NULL DEFAULT 0,
  attendance bigint CHECK (attendance >= 0),
  CONSTRAINT matches_two_teams CHECK (home_id <> guest_id)
);
COMMENT ON COLUMN matches.attendance IS 'How many came; null when nobody counted';

CREATE INDEX matches_played ON matches (played_on DESC) WHERE state = 'played';
CREATE INDEX matches_month ON matches (date_trunc('month', played_on::timestamp));

CREATE TABLE goals (
  match_id integer NOT NULL REFERENCES matches ON DELETE CASCADE,
  player_id integer NOT NULL REFERENCES players ON DELETE CASCADE,
  minute smallint NOT NULL CHECK (minute BETWEEN 1 AND 120),
  PRIMARY KEY (match_id, minute)
);

CREATE INDEX goals_player ON goals (player_id);
