-- hazard: data-loss: table public.users is dropped with its rows
-- hazard: application-break: programs that use table public.users fail
DROP TABLE public.users;

-- hazard: data-loss: table public.Nothing is dropped with its rows
-- hazard: application-break: programs that use table public.Nothing fail
DROP TABLE public."Nothing";
