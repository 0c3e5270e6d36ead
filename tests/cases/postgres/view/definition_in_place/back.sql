DROP VIEW public.names;

DROP VIEW public.adults;

CREATE VIEW public.adults AS
SELECT id,
    name
   FROM public.users
  WHERE (age >= 18);

CREATE VIEW public.names AS
SELECT name
   FROM public.adults;

COMMENT ON COLUMN public.adults.name IS 'As on the passport';

COMMENT ON VIEW public.adults IS 'Grown-ups';
