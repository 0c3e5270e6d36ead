ALTER TABLE public.events DROP CONSTRAINT one_body;

-- hazard: data-loss: table public.notes is dropped with its rows
-- hazard: application-break: table public.notes is gone: programs that use it fail
DROP TABLE public.notes;

ALTER TABLE public.events DROP CONSTRAINT events_pkey;
