DROP INDEX public.j;

DROP INDEX public.i;

-- hazard: blocks-writes: writers of table public.t wait while index public.i is made
CREATE INDEX i ON public.t (a, b);

-- hazard: blocks-writes: writers of table public.t wait while index public.j is made
CREATE INDEX j ON public.t (a DESC, b DESC NULLS LAST);
