DROP INDEX public.i;

-- hazard: blocks-writes: writers of table public.u wait while index public.i is made
CREATE INDEX i ON public.u (a);
