CREATE FUNCTION next_number() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION split(whole text, OUT head text, OUT tail text) LANGUAGE sql AS $$SELECT 'a'::text, 'b'::text$$;
CREATE FUNCTION listed() RETURNS TABLE (id integer) LANGUAGE sql AS 'SELECT 1';
