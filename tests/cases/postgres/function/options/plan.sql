CREATE OR REPLACE FUNCTION public.area(numeric)
RETURNS numeric
LANGUAGE sql
STABLE
PARALLEL RESTRICTED
COST 0.5
SET search_path TO ''
AS $$SELECT $1 * $1$$;

CREATE OR REPLACE FUNCTION public.letters(text)
RETURNS SETOF text
LANGUAGE sql
SET search_path TO '$user', 'My Schema'
AS $$SELECT regexp_split_to_table($1, '')$$;
