ALTER TABLE public.t DROP CONSTRAINT t_a_key;

-- hazard: may-fail: rows may violate constraint public.t.t_a_key
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_a_key is made
ALTER TABLE public.t ADD CONSTRAINT t_a_key UNIQUE (a);
