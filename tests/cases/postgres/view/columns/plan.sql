DROP VIEW public.ids;

DROP FUNCTION public.first_person();

DROP VIEW public.people;

CREATE VIEW public.people AS
SELECT name,
    (id)::bigint AS id
   FROM public.users;

CREATE FUNCTION public.first_person()
RETURNS SETOF public.people
LANGUAGE sql
AS $$SELECT * FROM people LIMIT 1$$;

CREATE VIEW public.ids AS
SELECT id
   FROM public.people;

COMMENT ON COLUMN public.people.id IS 'The number';
