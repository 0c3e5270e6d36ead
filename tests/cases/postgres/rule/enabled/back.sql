DROP RULE three ON public.t;

ALTER TABLE public.t ENABLE RULE one;

ALTER TABLE public.t DISABLE RULE two;
