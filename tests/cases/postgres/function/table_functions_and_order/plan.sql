CREATE FUNCTION public.make_code()
RETURNS text
LANGUAGE sql
AS $$SELECT 'x'::text$$;

CREATE TABLE public.z_table (
    id integer,
    code text DEFAULT public.make_code()
);

CREATE FUNCTION public.a_first()
RETURNS SETOF public.z_table
LANGUAGE sql
AS $$SELECT * FROM z_table$$;

CREATE VIEW public.all_of_it AS
SELECT id,
    code
   FROM public.a_first() a_first(id, code);
