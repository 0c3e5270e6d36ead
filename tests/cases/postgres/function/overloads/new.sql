CREATE SCHEMA tools;
CREATE TYPE tools.pair AS (a integer, b integer);
CREATE FUNCTION tools.show(integer) RETURNS text LANGUAGE sql AS $$SELECT 'number ' || $1$$;
CREATE FUNCTION tools.show(tools.pair) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
CREATE FUNCTION tools.show(text, INOUT count integer) LANGUAGE sql AS 'SELECT count + 1';
CREATE FUNCTION tools."Show it"("A" text) RETURNS text LANGUAGE sql AS 'SELECT "A"';
