-- hazard: data-loss: table public.sorts_ab_1 is dropped with its rows
-- hazard: application-break: table public.sorts_ab_1 is gone: programs that use it fail
DROP TABLE public.sorts_ab_1;

-- hazard: data-loss: table public.sorts_ab_0 is dropped with its rows
-- hazard: application-break: table public.sorts_ab_0 is gone: programs that use it fail
DROP TABLE public.sorts_ab_0;

-- hazard: data-loss: table public.sorts_ab is dropped with its rows
-- hazard: application-break: table public.sorts_ab is gone: programs that use it fail
DROP TABLE public.sorts_ab;

-- hazard: data-loss: table public.sorts is dropped with its rows
-- hazard: application-break: table public.sorts is gone: programs that use it fail
DROP TABLE public.sorts;

-- hazard: data-loss: table public.events_rest is dropped with its rows
-- hazard: application-break: table public.events_rest is gone: programs that use it fail
DROP TABLE public.events_rest;

-- hazard: data-loss: table public.events_2025 is dropped with its rows
-- hazard: application-break: table public.events_2025 is gone: programs that use it fail
DROP TABLE public.events_2025;

-- hazard: data-loss: table public.events_2024 is dropped with its rows
-- hazard: application-break: table public.events_2024 is gone: programs that use it fail
DROP TABLE public.events_2024;

-- hazard: data-loss: table public.events is dropped with its rows
-- hazard: application-break: table public.events is gone: programs that use it fail
DROP TABLE public.events;
