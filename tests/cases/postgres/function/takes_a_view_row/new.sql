CREATE TABLE users (id integer PRIMARY KEY, name text);
CREATE VIEW people AS SELECT name, id FROM users;
CREATE FUNCTION show(people) RETURNS text LANGUAGE sql AS 'SELECT $1.id::text';
CREATE FUNCTION pick(people, people) RETURNS people LANGUAGE sql AS 'SELECT $2';
CREATE AGGREGATE last_person(people) (SFUNC = pick, STYPE = people);
