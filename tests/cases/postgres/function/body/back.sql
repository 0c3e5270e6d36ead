CREATE OR REPLACE FUNCTION public.hello(name text)
RETURNS text
LANGUAGE sql
AS $$SELECT 'Hello ' || name$$;
