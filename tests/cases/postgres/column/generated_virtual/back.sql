-- hazard: application-break: programs that use column public.t.b fail
ALTER TABLE public.t DROP COLUMN b;
