DROP INDEX public.k;

DROP INDEX public.j;

DROP INDEX public.i;

-- hazard: blocks-writes: writers of table public.t wait while index public.i is made
CREATE INDEX i ON public.t (upper(b));

-- hazard: blocks-writes: writers of table public.t wait while index public.j is made
CREATE INDEX j ON public.t (a) WHERE (c AND (a > 5));

-- hazard: blocks-writes: writers of table public.t wait while index public.k is made
CREATE INDEX k ON public.t (((a + 2)) DESC, b);

-- hazard: may-fail: rows may be equal under index public.l
-- hazard: blocks-writes: writers of table public.t wait while index public.l is made
CREATE UNIQUE INDEX l ON public.t (lower(b), COALESCE(a, 0)) WHERE (b IS NOT NULL);
