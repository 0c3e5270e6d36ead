CREATE FUNCTION area(numeric) RETURNS numeric LANGUAGE sql STABLE PARALLEL RESTRICTED COST 0.5
    SET search_path = '' AS 'SELECT $1 * $1';
CREATE FUNCTION letters(text) RETURNS SETOF text LANGUAGE sql
    SET search_path = "$user", "My Schema" AS $$SELECT regexp_split_to_table($1, '')$$;
