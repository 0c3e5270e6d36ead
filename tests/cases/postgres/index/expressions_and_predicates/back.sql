DROP INDEX public.l;

DROP INDEX public.k;

DROP INDEX public.j;

DROP INDEX public.i;

-- hazard: blocks-writes: writers of table public.t wait while index public.i is made
CREATE INDEX i ON public.t (lower(b));

-- hazard: blocks-writes: writers of table public.t wait while index public.j is made
CREATE INDEX j ON public.t (a) WHERE c;

-- hazard: blocks-writes: writers of table public.t wait while index public.k is made
CREATE INDEX k ON public.t (((a + 1)), b);
