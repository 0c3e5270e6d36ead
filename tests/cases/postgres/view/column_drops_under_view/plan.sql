DROP VIEW public.names;

DROP VIEW public.people;

-- hazard: data-loss: column public.users.age is dropped with its values
-- hazard: application-break: column public.users.age is gone: programs that use it fail
ALTER TABLE public.users DROP COLUMN age;

CREATE VIEW public.people AS
SELECT id,
    name
   FROM public.users;

CREATE VIEW public.names AS
SELECT name
   FROM public.people;
