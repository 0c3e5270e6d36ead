-- hazard: data-loss: table public.events_2025 is dropped with its rows
-- hazard: application-break: table public.events_2025 is gone: programs that use it fail
DROP TABLE public.events_2025;
