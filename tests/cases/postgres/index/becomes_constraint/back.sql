ALTER TABLE public.t DROP CONSTRAINT t_a;

-- hazard: may-fail: rows may be equal under index public.t_a
-- hazard: blocks-writes: writers of table public.t wait while index public.t_a is made
CREATE UNIQUE INDEX t_a ON public.t (a);
