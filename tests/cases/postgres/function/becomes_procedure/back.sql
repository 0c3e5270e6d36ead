-- hazard: application-break: procedure public.tidy(integer) is gone: programs that use it fail
DROP PROCEDURE public.tidy(integer);

CREATE FUNCTION public.tidy(days integer)
RETURNS void
LANGUAGE sql
AS $$SELECT$$;
