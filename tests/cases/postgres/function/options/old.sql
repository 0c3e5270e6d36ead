CREATE FUNCTION area(numeric) RETURNS numeric LANGUAGE sql AS 'SELECT $1 * $1';
CREATE FUNCTION letters(text) RETURNS SETOF text LANGUAGE sql IMMUTABLE STRICT LEAKPROOF
    SECURITY DEFINER PARALLEL SAFE COST 7 ROWS 30 SET search_path = public, pg_temp SET work_mem = '1MB'
    AS $$SELECT regexp_split_to_table($1, '')$$;
