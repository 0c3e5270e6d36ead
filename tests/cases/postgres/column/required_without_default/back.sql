-- hazard: data-loss: column public.t.name is dropped with its values
-- hazard: application-break: programs that use column public.t.name fail
ALTER TABLE public.t DROP COLUMN name;
