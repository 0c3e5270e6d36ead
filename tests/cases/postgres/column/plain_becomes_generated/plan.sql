DROP INDEX public.t_b;

-- hazard: data-loss: column public.t.b is dropped with its values
ALTER TABLE public.t DROP COLUMN b;

-- hazard: table-rewrite: every row of table public.t is written anew with its value of b
-- hazard: blocks-reads: every row of table public.t is written anew with its value of b
ALTER TABLE public.t ADD COLUMN b integer GENERATED ALWAYS AS ((a + 1)) STORED;

-- hazard: blocks-writes: writers of table public.t wait while index public.t_b is made
CREATE INDEX t_b ON public.t (b);
