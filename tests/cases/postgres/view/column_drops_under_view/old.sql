CREATE TABLE users (id integer PRIMARY KEY, name text, age integer);
CREATE VIEW people AS SELECT id, name, age FROM users;
CREATE VIEW names AS SELECT name FROM people;
