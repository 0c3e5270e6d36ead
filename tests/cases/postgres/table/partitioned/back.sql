-- hazard: data-loss: table public.sorts_ab_1 is dropped with its rows
-- hazard: application-break: programs that use table public.sorts_ab_1 fail
DROP TABLE public.sorts_ab_1;

-- hazard: data-loss: table public.sorts_ab_0 is dropped with its rows
-- hazard: application-break: programs that use table public.sorts_ab_0 fail
DROP TABLE public.sorts_ab_0;

-- hazard: data-loss: table public.sorts_ab is dropped with its rows
-- hazard: application-break: programs that use table public.sorts_ab fail
DROP TABLE public.sorts_ab;

-- hazard: data-loss: table public.sorts is dropped with its rows
-- hazard: application-break: programs that use table public.sorts fail
DROP TABLE public.sorts;

-- hazard: data-loss: table public.events_rest is dropped with its rows
-- hazard: application-break: programs that use table public.events_rest fail
DROP TABLE public.events_rest;

-- hazard: data-loss: table public.events_2025 is dropped with its rows
-- hazard: application-break: programs that use table public.events_2025 fail
DROP TABLE public.events_2025;

-- hazard: data-loss: table public.events_2024 is dropped with its rows
-- hazard: application-break: programs that use table public.events_2024 fail
DROP TABLE public.events_2024;

-- hazard: data-loss: table public.events is dropped with its rows
-- hazard: application-break: programs that use table public.events fail
DROP TABLE public.events;
