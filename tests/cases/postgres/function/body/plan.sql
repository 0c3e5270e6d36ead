CREATE OR REPLACE FUNCTION public.hello(name text)
RETURNS text
LANGUAGE plpgsql
AS $body1$
BEGIN
    -- a body with $$ and $body$ and a \ in it
    RETURN 'Good day ' || name;
END
$body1$;
