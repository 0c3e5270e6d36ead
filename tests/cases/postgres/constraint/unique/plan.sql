ALTER TABLE public.t DROP CONSTRAINT t_a_key;

ALTER TABLE public.t DROP CONSTRAINT ab;

-- hazard: may-fail: rows may violate constraint public.t.ab
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.ab is made
ALTER TABLE public.t ADD CONSTRAINT ab UNIQUE (b, a) DEFERRABLE INITIALLY DEFERRED;

-- hazard: may-fail: rows may violate constraint public.t.t_b_key
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_b_key is made
ALTER TABLE public.t ADD CONSTRAINT t_b_key UNIQUE (b) WITH (fillfactor='70');

-- hazard: may-fail: rows may violate constraint public.t.t_c_a_b_key
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_c_a_b_key is made
ALTER TABLE public.t ADD CONSTRAINT t_c_a_b_key UNIQUE (c) INCLUDE (a, b);
