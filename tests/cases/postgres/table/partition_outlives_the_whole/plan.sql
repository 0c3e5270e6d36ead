-- hazard: application-break: rows of table public.events_a are no longer seen in table public.events
ALTER TABLE public.events DETACH PARTITION public.events_a;

-- hazard: data-loss: table public.events is dropped with its rows
-- hazard: application-break: table public.events is gone: programs that use it fail
DROP TABLE public.events;

ALTER TABLE public.events_a ADD COLUMN more text;
