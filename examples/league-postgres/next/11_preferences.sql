-- What each user likes to see.
CREATE TABLE user_preferences (
  user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  name text NOT NULL,
  value jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (user_id, name)
);

CREATE INDEX user_preferences_name ON user_preferences (name) WHERE value <> '{}';
