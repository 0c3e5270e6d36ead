DROP VIEW public.widths;

DROP FUNCTION public.width(public.span);

ALTER TYPE public.span
    ALTER ATTRIBUTE first TYPE integer,
    ALTER ATTRIBUTE last TYPE integer;

CREATE FUNCTION public.width(s public.span)
RETURNS integer
LANGUAGE sql
AS $$SELECT (s.last - s.first)::integer$$;

CREATE VIEW public.widths AS
SELECT (ROW(1, 2)::public.span).last AS last;
