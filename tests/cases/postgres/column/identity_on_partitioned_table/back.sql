-- hazard: data-loss: table public.t2 is dropped with its rows
-- hazard: application-break: table public.t2 is gone: programs that use it fail
DROP TABLE public.t2;

ALTER TABLE public.t ALTER COLUMN a DROP IDENTITY;
