DROP VIEW public.sums;

DROP FUNCTION public.add(integer, integer);

CREATE FUNCTION public.add(integer, integer)
RETURNS integer
LANGUAGE sql
AS $$SELECT $1 + $2$$;

CREATE OR REPLACE FUNCTION public.times(a integer, b integer DEFAULT 2)
RETURNS integer
LANGUAGE sql
AS $$SELECT a * b$$;

CREATE VIEW public.sums AS
SELECT public.add(1, 2) AS sum;
