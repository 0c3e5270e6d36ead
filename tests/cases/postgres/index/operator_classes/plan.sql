DROP INDEX public.k;

DROP INDEX public.j;

DROP INDEX public.i;

-- hazard: blocks-writes: writers of table public.t wait while index public.i is made
CREATE INDEX i ON public.t (a text_pattern_ops, b);

-- hazard: blocks-writes: writers of table public.t wait while index public.j is made
CREATE INDEX j ON public.t (b);

-- hazard: blocks-writes: writers of table public.t wait while index public.k is made
CREATE INDEX k ON public.t USING gin (c jsonb_path_ops);

-- hazard: blocks-writes: writers of table public.t wait while index public.l is made
CREATE INDEX l ON public.t USING gist (d);

-- hazard: blocks-writes: writers of table public.t wait while index public.m is made
CREATE INDEX m ON public.t USING brin (a) WITH (pages_per_range='16');
