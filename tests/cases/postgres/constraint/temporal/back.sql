-- hazard: data-loss: table public.u is dropped with its rows
-- hazard: application-break: table public.u is gone: programs that use it fail
DROP TABLE public.u;

ALTER TABLE public.t DROP CONSTRAINT t_pkey;

ALTER TABLE public.t ALTER COLUMN id DROP NOT NULL;

ALTER TABLE public.t ALTER COLUMN during DROP NOT NULL;
