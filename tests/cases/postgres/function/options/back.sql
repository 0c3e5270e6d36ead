CREATE OR REPLACE FUNCTION public.area(numeric)
RETURNS numeric
LANGUAGE sql
AS $$SELECT $1 * $1$$;

CREATE OR REPLACE FUNCTION public.letters(text)
RETURNS SETOF text
LANGUAGE sql
IMMUTABLE
LEAKPROOF
STRICT
SECURITY DEFINER
PARALLEL SAFE
COST 7
ROWS 30
SET search_path TO 'public', 'pg_temp'
SET work_mem TO '1MB'
AS $$SELECT regexp_split_to_table($1, '')$$;
