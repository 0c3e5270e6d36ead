CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT 2::bigint';
CREATE TABLE t (a integer DEFAULT f(), b integer);
