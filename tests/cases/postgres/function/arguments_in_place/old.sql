CREATE FUNCTION add(integer, integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 + $2';
CREATE FUNCTION times(a integer, b integer DEFAULT 2) RETURNS integer LANGUAGE sql AS 'SELECT a * b';
CREATE VIEW sums AS SELECT add(1, 2) AS sum;
