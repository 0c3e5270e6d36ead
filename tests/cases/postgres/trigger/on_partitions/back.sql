DROP TRIGGER own ON public.logs_1;

ALTER TABLE public.logs_1 ENABLE TRIGGER also;

DROP TRIGGER also ON public.logs;

ALTER TABLE public.logs_2 DISABLE TRIGGER see;
