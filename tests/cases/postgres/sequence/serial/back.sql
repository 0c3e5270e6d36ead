-- hazard: data-loss: column public.t.big is dropped with its values
-- hazard: application-break: programs that use column public.t.big fail
ALTER TABLE public.t DROP COLUMN big;

-- hazard: data-loss: column public.t.id is dropped with its values
-- hazard: application-break: programs that use column public.t.id fail
ALTER TABLE public.t DROP COLUMN id;

-- hazard: data-loss: table public.u is dropped with its rows
-- hazard: application-break: programs that use table public.u fail
DROP TABLE public.u;
