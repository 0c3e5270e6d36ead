-- Who signs in.
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL COLLATE NOCASE UNIQUE,
  display_name TEXT NOT NULL CHECK (length(display_name) > 0),
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX users_active ON users (created_at) WHERE is_active = 1;

CREATE TABLE clubs (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  city TEXT NOT NULL,
  founded INTEGER CHECK (founded BETWEEN 1800 AND 2100)
);

CREATE UNIQUE INDEX clubs_name ON clubs (lower(name));

CREATE TABLE club_members (
  club_id INTEGER NOT NULL REFERENCES clubs (id) ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role TEXT NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'coach', 'president')),
  PRIMARY KEY (club_id, user_id)
) WITHOUT ROWID;
