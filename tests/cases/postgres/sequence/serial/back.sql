-- hazard: data-loss: column public.t.big is dropped with its values
-- hazard: application-break: column public.t.big is gone: programs that use it fail
ALTER TABLE public.t DROP COLUMN big;

-- hazard: data-loss: column public.t.id is dropped with its values
-- hazard: application-break: column public.t.id is gone: programs that use it fail
ALTER TABLE public.t DROP COLUMN id;

-- hazard: data-loss: table public.u is dropped with its rows
-- hazard: application-break: table public.u is gone: programs that use it fail
DROP TABLE public.u;
