-- hazard: application-break: rows of table public.events_2024 are no longer seen in table public.events
ALTER TABLE public.events DETACH PARTITION public.events_2024;

ALTER TABLE public.events_2024 DROP CONSTRAINT events_who_fkey;
