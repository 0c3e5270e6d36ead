ALTER TABLE public.users ADD COLUMN age integer;

CREATE OR REPLACE VIEW public.people AS
SELECT id,
    name,
    age
   FROM public.users;
