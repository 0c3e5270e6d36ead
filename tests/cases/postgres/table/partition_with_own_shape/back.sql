-- hazard: data-loss: table public.events_2025 is dropped with its rows
-- hazard: application-break: programs that use table public.events_2025 fail
DROP TABLE public.events_2025;
