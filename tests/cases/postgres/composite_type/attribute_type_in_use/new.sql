CREATE TYPE span AS (first integer, last bigint);
COMMENT ON TYPE span IS 'From and to';
CREATE TABLE works (id integer PRIMARY KEY, pages span NOT NULL DEFAULT '(1,2)');
CREATE VIEW last_pages AS SELECT (pages).last FROM works;
