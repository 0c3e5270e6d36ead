CREATE TABLE a (id integer);
CREATE TABLE t (id integer, rank integer);
CREATE FUNCTION rank_of(t) RETURNS integer IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RETURN coalesce($1.rank, 1); END';
ALTER TABLE t ALTER rank SET DEFAULT rank_of(NULL);
ALTER TABLE t ADD CONSTRAINT sane CHECK (rank_of(t) >= 0);
