CREATE TABLE users (id integer PRIMARY KEY, name text, age integer);
CREATE VIEW people AS SELECT name, id::bigint AS id FROM users;
CREATE VIEW ids AS SELECT id FROM people;
COMMENT ON COLUMN people.id IS 'The number';
CREATE FUNCTION first_person() RETURNS SETOF people LANGUAGE sql AS 'SELECT * FROM people LIMIT 1';
