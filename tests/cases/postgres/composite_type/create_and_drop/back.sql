-- hazard: data-loss: table public.people is dropped with its rows
-- hazard: application-break: table public.people is gone: programs that use it fail
DROP TABLE public.people;

-- hazard: application-break: function public.town_of(public.address) is gone: programs that use it fail
DROP FUNCTION public.town_of(public.address);

-- hazard: application-break: composite type public.address is gone: programs that use it fail
DROP TYPE public.address;

CREATE TYPE public.old_pair AS (
    a integer,
    b integer
);

CREATE FUNCTION public.sum_of(public.old_pair)
RETURNS integer
LANGUAGE sql
AS $$SELECT $1.a + $1.b$$;
