-- hazard: data-loss: table public.odd_dogs is dropped with its rows
-- hazard: application-break: programs that use table public.odd_dogs fail
DROP TABLE public.odd_dogs;

-- hazard: data-loss: table public.marked is dropped with its rows
-- hazard: application-break: programs that use table public.marked fail
DROP TABLE public.marked;

-- hazard: data-loss: table public.dogs is dropped with its rows
-- hazard: application-break: programs that use table public.dogs fail
DROP TABLE public.dogs;

-- hazard: data-loss: table public.animals is dropped with its rows
-- hazard: application-break: programs that use table public.animals fail
DROP TABLE public.animals;
