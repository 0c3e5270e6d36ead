DROP FUNCTION public.split(text);

DROP FUNCTION public.next_number();

DROP FUNCTION public.listed();

CREATE FUNCTION public.listed()
RETURNS TABLE(id integer)
LANGUAGE sql
AS $$SELECT 1$$;

CREATE FUNCTION public.next_number()
RETURNS integer
LANGUAGE sql
AS $$SELECT 1$$;

CREATE FUNCTION public.split(whole text, OUT head text, OUT tail text)
RETURNS record
LANGUAGE sql
AS $$SELECT 'a'::text, 'b'::text$$;
