ALTER TABLE public.dogs NO INHERIT public.wolves;

ALTER TABLE public.dogs INHERIT public.animals;
