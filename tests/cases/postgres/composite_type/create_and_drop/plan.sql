-- hazard: application-break: function public.sum_of(public.old_pair) is gone: programs that use it fail
DROP FUNCTION public.sum_of(public.old_pair);

-- hazard: application-break: composite type public.old_pair is gone: programs that use it fail
DROP TYPE public.old_pair;

CREATE TYPE public.address AS (
    street text,
    "House Number" integer,
    town text COLLATE "C",
    size numeric(6,2)
);

CREATE FUNCTION public.town_of(public.address)
RETURNS text
LANGUAGE sql
AS $$SELECT $1.town$$;

CREATE TABLE public.people (
    id integer,
    home public.address,
    others public.address[]
);

COMMENT ON COLUMN public.address."House Number" IS 'Without letters';

COMMENT ON TYPE public.address IS 'Where people live';
