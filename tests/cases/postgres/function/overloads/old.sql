CREATE SCHEMA tools;
CREATE TYPE tools.pair AS (a integer, b integer);
CREATE FUNCTION tools.show(integer) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
CREATE FUNCTION tools.show(tools.pair) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
CREATE FUNCTION tools.show(VARIADIC integer[]) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
