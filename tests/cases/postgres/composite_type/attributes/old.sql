CREATE TYPE address AS (street text, zip integer, town text);
COMMENT ON COLUMN address.zip IS 'Five digits';
CREATE TABLE people (id integer PRIMARY KEY, home address);
CREATE VIEW towns AS SELECT (home).town FROM people;
