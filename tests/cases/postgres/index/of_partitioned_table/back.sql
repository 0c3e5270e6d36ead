DROP INDEX public.expressed;

DROP INDEX public.changed;

DROP INDEX public.added;

-- hazard: blocks-writes: writers of table public.t wait while index public.changed is made
CREATE INDEX changed ON public.t (b);
