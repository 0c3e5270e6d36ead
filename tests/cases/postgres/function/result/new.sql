CREATE FUNCTION next_number() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
CREATE FUNCTION split(whole text, OUT head text, OUT rest text) LANGUAGE sql AS $$SELECT 'a'::text, 'b'::text$$;
CREATE FUNCTION listed() RETURNS TABLE (id integer, name text) LANGUAGE sql AS $$SELECT 1, 'x'::text$$;
