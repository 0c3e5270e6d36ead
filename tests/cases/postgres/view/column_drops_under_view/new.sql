CREATE TABLE users (id integer PRIMARY KEY, name text);
CREATE VIEW people AS SELECT id, name FROM users;
CREATE VIEW names AS SELECT name FROM people;
