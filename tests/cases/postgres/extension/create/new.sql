CREATE EXTENSION citext;
CREATE TABLE users (id integer PRIMARY KEY, email text);
CREATE TABLE tags (name citext PRIMARY KEY);
