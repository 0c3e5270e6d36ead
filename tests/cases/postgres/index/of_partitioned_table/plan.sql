DROP INDEX public.changed;

-- hazard: blocks-writes: writers of table public.t wait while index public.added is made
CREATE INDEX added ON public.t (a, b);

-- hazard: blocks-writes: writers of table public.t wait while index public.changed is made
CREATE INDEX changed ON public.t (b DESC);

-- hazard: blocks-writes: writers of table public.t wait while index public.expressed is made
CREATE INDEX expressed ON public.t (lower(b));
