CREATE TYPE old_pair AS (a integer, b integer);
CREATE FUNCTION sum_of(old_pair) RETURNS integer LANGUAGE sql AS 'SELECT $1.a + $1.b';
