-- hazard: blocks-writes: writers of table public.t wait while index public.Odd is made
CREATE INDEX "Odd" ON public.t ("C d" DESC, a);

-- hazard: blocks-writes: writers of table public.t wait while index public.t_a is made
CREATE INDEX t_a ON public.t (a);

-- hazard: may-fail: rows may be equal under index public.t_ab
-- hazard: blocks-writes: writers of table public.t wait while index public.t_ab is made
CREATE UNIQUE INDEX t_ab ON public.t (a, b);

-- hazard: blocks-writes: writers of table public.t wait while index public.t_hash is made
CREATE INDEX t_hash ON public.t USING hash (b);
