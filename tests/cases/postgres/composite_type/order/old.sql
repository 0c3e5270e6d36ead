CREATE TYPE address AS (street text, town text);
CREATE TYPE unused AS (a integer, b text);
CREATE TABLE people (id integer PRIMARY KEY, home address);
