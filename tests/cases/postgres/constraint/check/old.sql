CREATE TABLE t (a integer CHECK (a > 0), b integer, c text);
CREATE FUNCTION fine(text) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 <> $$$$';
