DROP VIEW public.widths;

DROP FUNCTION public.width(public.span);

ALTER TYPE public.span
    ALTER ATTRIBUTE first TYPE bigint,
    ALTER ATTRIBUTE last TYPE bigint;

CREATE FUNCTION public.width(s public.span)
RETURNS integer
LANGUAGE sql
AS $$SELECT (s.last - s.first)::integer$$;

CREATE VIEW public.widths AS
SELECT (ROW((1)::bigint, (2)::bigint)::public.span).last AS last;
