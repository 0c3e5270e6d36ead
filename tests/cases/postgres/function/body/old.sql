CREATE FUNCTION hello(name text) RETURNS text LANGUAGE sql AS $$SELECT 'Hello ' || name$$;
CREATE VIEW greeting AS SELECT hello('you') AS text;
