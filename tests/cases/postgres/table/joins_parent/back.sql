ALTER TABLE public.dogs NO INHERIT public.animals;

ALTER TABLE public.dogs INHERIT public.wolves;
