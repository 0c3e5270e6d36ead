CREATE TYPE address AS (street text, "House Number" integer, town text COLLATE "C", size numeric(6,2));
COMMENT ON TYPE address IS 'Where people live';
COMMENT ON COLUMN address."House Number" IS 'Without letters';
CREATE TABLE people (id integer, home address, others address[]);
CREATE FUNCTION town_of(address) RETURNS text LANGUAGE sql AS 'SELECT $1.town';
