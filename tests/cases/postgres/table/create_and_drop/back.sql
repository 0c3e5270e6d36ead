-- hazard: data-loss: table public.users is dropped with its rows
-- hazard: application-break: table public.users is gone: programs that use it fail
DROP TABLE public.users;

-- hazard: data-loss: table public.Nothing is dropped with its rows
-- hazard: application-break: table public.Nothing is gone: programs that use it fail
DROP TABLE public."Nothing";
