DROP INDEX public.t_a;

-- hazard: may-fail: rows may violate constraint public.t.t_a
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_a is made
ALTER TABLE public.t ADD CONSTRAINT t_a UNIQUE (a);
