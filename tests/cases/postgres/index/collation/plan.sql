DROP INDEX public.k;

DROP INDEX public.j;

DROP INDEX public.i;

-- hazard: blocks-writes: writers of table public.t wait while index public.i is made
CREATE INDEX i ON public.t (a COLLATE pg_catalog."C");

-- hazard: blocks-writes: writers of table public.t wait while index public.j is made
CREATE INDEX j ON public.t (b);

-- hazard: blocks-writes: writers of table public.t wait while index public.k is made
CREATE INDEX k ON public.t (lower(a));
