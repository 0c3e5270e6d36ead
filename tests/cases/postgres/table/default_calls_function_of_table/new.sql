CREATE TABLE a (id integer);
CREATE TABLE t (id integer, rank integer);
CREATE FUNCTION next_rank() RETURNS integer LANGUAGE sql AS 'SELECT count(*)::integer FROM public.t';
CREATE FUNCTION rank_of(t) RETURNS integer LANGUAGE sql AS 'SELECT $1.rank';
CREATE FUNCTION first_rank() RETURNS integer LANGUAGE sql AS 'SELECT public.rank_of(x) FROM public.t x LIMIT 1';
ALTER TABLE t ALTER rank SET DEFAULT next_rank();
ALTER TABLE t ADD CONSTRAINT sane CHECK (rank_of(t) >= 0);
