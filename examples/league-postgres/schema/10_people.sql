CREATE TYPE member_role AS ENUM ('member', 'coach', 'president');

CREATE DOMAIN email_address AS text
  CONSTRAINT email_address_has_at CHECK (VALUE LIKE '%_@_%');

-- Who signs in.
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email email_address NOT NULL,
  display_name text NOT NULL CHECK (length(display_name) > 0),
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE users IS 'Who signs in';

CREATE UNIQUE INDEX users_email ON users (lower(email));
CREATE INDEX users_active ON users (created_at) WHERE is_active;

CREATE TABLE clubs (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  city text NOT NULL,
  founded smallint CHECK (founded BETWEEN 1800 AND 2100)
);

CREATE UNIQUE INDEX clubs_name ON clubs (lower(name));

CREATE TABLE club_members (
  club_id integer NOT NULL REFERENCES clubs ON DELETE CASCADE,
  user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  role member_role NOT NULL DEFAULT 'member',
  PRIMARY KEY (club_id, user_id)
);
