-- hazard: data-loss: column public.t.name is dropped with its values
-- hazard: application-break: column public.t.name is gone: programs that use it fail
ALTER TABLE public.t DROP COLUMN name;
