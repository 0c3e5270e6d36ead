CREATE FUNCTION hello(name text) RETURNS text LANGUAGE plpgsql AS $func$
BEGIN
    -- a body with $$ and $body$ and a \ in it
    RETURN 'Good day ' || name;
END
$func$;
CREATE VIEW greeting AS SELECT hello('you') AS text;
