ALTER TABLE public.dogs NO INHERIT public.animals;
