CREATE TABLE teams (
  id INTEGER PRIMARY KEY,
  club_id INTEGER NOT NULL REFERENCES clubs (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  division INTEGER NOT NULL DEFAULT 1 CHECK (division > 0),
  UNIQUE (club_id, name)
);

CREATE TABLE players (
  id INTEGER PRIMARY KEY,
  team_id INTEGER NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  user_id INTEGER UNIQUE REFERENCES users (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  shirt INTEGER CHECK (shirt BETWEEN 1 AND 99),
  position TEXT NOT NULL DEFAULT 'any' CHECK (position IN ('any', 'goal', 'defence', 'attack')),
  UNIQUE (team_id, shirt)
);

CREATE TABLE matches (
  id INTEGER PRIMARY KEY,
  home_id INTEGER NOT NULL REFERENCES teams (id),
  guest_id INTEGER NOT NULL REFERENCES teams (id),
  played_on TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'played', 'cancelled')),
  home_goals INTEGER NOT NULL DEFAULT 0,
  guest_goals INTEGER NOT NULL DEFAULT 0,
  attendance INTEGER CHECK (attendance >= 0),
  CHECK (home_id <> guest_id)
);

CREATE INDEX matches_played ON matches (played_on DESC) WHERE state = 'played';
CREATE INDEX matches_month ON matches (substr(played_on, 1, 7));

CREATE TABLE goals (
  match_id INTEGER NOT NULL REFERENCES matches (id) ON DELETE CASCADE,
  player_id INTEGER NOT NULL REFERENCES players (id) ON DELETE CASCADE,
  minute INTEGER NOT NULL CHECK (minute BETWEEN 1 AND 120),
  PRIMARY KEY (match_id, minute)
);

CREATE INDEX goals_player ON goals (player_id);
