CREATE TYPE address AS (town text, street text);
CREATE TYPE unused AS (b text, a integer);
CREATE TABLE people (id integer PRIMARY KEY, home address);
