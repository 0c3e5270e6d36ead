ALTER TABLE public.t DROP CONSTRAINT sane;

-- hazard: data-loss: column public.t.rank is dropped with its values
-- hazard: application-break: column public.t.rank is gone: programs that use it fail
ALTER TABLE public.t DROP COLUMN rank;

-- hazard: application-break: function public.rank_of(public.t) is gone: programs that use it fail
DROP FUNCTION public.rank_of(public.t);

-- hazard: data-loss: table public.t is dropped with its rows
-- hazard: application-break: table public.t is gone: programs that use it fail
DROP TABLE public.t;
