CREATE TYPE span AS (first integer, last integer);
CREATE FUNCTION width(s span) RETURNS integer LANGUAGE sql AS 'SELECT (s.last - s.first)::integer';
CREATE VIEW widths AS SELECT ((1, 2)::span).last AS last;
