-- hazard: data-loss: table public.c is dropped with its rows
-- hazard: application-break: programs that use table public.c fail
DROP TABLE public.c;

-- hazard: data-loss: table public.b is dropped with its rows
-- hazard: application-break: programs that use table public.b fail
DROP TABLE public.b;

ALTER TABLE public.a NOT OF;
