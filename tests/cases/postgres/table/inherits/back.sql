-- hazard: data-loss: table public.odd_dogs is dropped with its rows
-- hazard: application-break: table public.odd_dogs is gone: programs that use it fail
DROP TABLE public.odd_dogs;

-- hazard: data-loss: table public.marked is dropped with its rows
-- hazard: application-break: table public.marked is gone: programs that use it fail
DROP TABLE public.marked;

-- hazard: data-loss: table public.dogs is dropped with its rows
-- hazard: application-break: table public.dogs is gone: programs that use it fail
DROP TABLE public.dogs;

-- hazard: data-loss: table public.animals is dropped with its rows
-- hazard: application-break: table public.animals is gone: programs that use it fail
DROP TABLE public.animals;
