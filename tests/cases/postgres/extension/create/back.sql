-- hazard: data-loss: table public.tags is dropped with its rows
-- hazard: application-break: table public.tags is gone: programs that use it fail
DROP TABLE public.tags;

-- hazard: application-break: extension citext is gone: programs that use it fail
DROP EXTENSION citext;
