DROP INDEX public.i;

-- hazard: may-fail: rows may be equal under index public.i
-- hazard: blocks-writes: writers of table public.t wait while index public.i is made
CREATE UNIQUE INDEX i ON public.t (a);
