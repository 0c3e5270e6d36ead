DROP AGGREGATE public.last_person(public.people);

DROP FUNCTION public.show(public.people);

DROP FUNCTION public.pick(public.people, public.people);

DROP VIEW public.people;

CREATE VIEW public.people AS
SELECT id
   FROM public.users;

CREATE FUNCTION public.pick(public.people, public.people)
RETURNS public.people
LANGUAGE sql
AS $$SELECT $2$$;

CREATE FUNCTION public.show(public.people)
RETURNS text
LANGUAGE sql
AS $$SELECT $1.id::text$$;

CREATE AGGREGATE public.last_person(public.people) (
    SFUNC = public.pick,
    STYPE = public.people
);
