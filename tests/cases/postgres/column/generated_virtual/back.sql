-- hazard: application-break: column public.t.b is gone: programs that use it fail
ALTER TABLE public.t DROP COLUMN b;
