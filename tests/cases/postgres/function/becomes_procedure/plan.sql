-- hazard: application-break: function public.tidy(integer) is gone: programs that use it fail
DROP FUNCTION public.tidy(integer);

CREATE PROCEDURE public.tidy(days integer)
LANGUAGE sql
AS $$SELECT$$;
