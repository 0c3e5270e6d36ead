DROP FUNCTION public.split(text);

DROP FUNCTION public.next_number();

DROP FUNCTION public.listed();

CREATE FUNCTION public.listed()
RETURNS TABLE(id integer, name text)
LANGUAGE sql
AS $$SELECT 1, 'x'::text$$;

CREATE FUNCTION public.next_number()
RETURNS bigint
LANGUAGE sql
AS $$SELECT 1::bigint$$;

CREATE FUNCTION public.split(whole text, OUT head text, OUT rest text)
RETURNS record
LANGUAGE sql
AS $$SELECT 'a'::text, 'b'::text$$;
