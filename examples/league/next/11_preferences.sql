-- What each user likes to see.
CREATE TABLE user_preferences (
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (user_id, name)
);

CREATE INDEX user_preferences_name ON user_preferences (name) WHERE value <> '';
