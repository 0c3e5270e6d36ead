DROP INDEX public.j;

DROP INDEX public.i;

-- hazard: blocks-writes: writers of table public.t wait while index public.i is made
CREATE INDEX i ON public.t (a);

-- hazard: may-fail: rows may be equal under index public.j
-- hazard: blocks-writes: writers of table public.t wait while index public.j is made
CREATE UNIQUE INDEX j ON public.t (b) INCLUDE (a);
