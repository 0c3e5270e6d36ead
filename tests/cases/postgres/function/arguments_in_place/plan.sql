CREATE OR REPLACE FUNCTION public.add(a integer, b integer)
RETURNS integer
LANGUAGE sql
AS $$SELECT $1 + $2$$;

CREATE OR REPLACE FUNCTION public.times(a integer, b integer DEFAULT 3)
RETURNS integer
LANGUAGE sql
AS $$SELECT a * b$$;
