CREATE TYPE address AS (street text, town text, country char(2));
COMMENT ON COLUMN address.country IS 'ISO 3166';
CREATE TABLE people (id integer PRIMARY KEY, home address);
CREATE VIEW towns AS SELECT (home).town FROM people;
