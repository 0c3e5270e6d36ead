-- hazard: may-fail: rows may violate constraint public.t.t_a_b_key
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_a_b_key is made
ALTER TABLE public.t ADD CONSTRAINT t_a_b_key UNIQUE (a, b);

-- hazard: may-fail: rows may violate constraint public.t.t_c_check
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_c_check is made
ALTER TABLE public.t ADD CONSTRAINT t_c_check CHECK ((c > 0));

-- hazard: may-fail: rows may violate constraint public.t.t_c_fkey
-- hazard: blocks-writes: writers of table public.t and public.users wait while constraint public.t.t_c_fkey is made
ALTER TABLE public.t ADD CONSTRAINT t_c_fkey FOREIGN KEY (c) REFERENCES public.users (id);

-- hazard: may-fail: rows may violate constraint public.t2.t2_b_check
-- hazard: blocks-writes: writers of table public.t2 wait while constraint public.t2.t2_b_check is made
ALTER TABLE public.t2 ADD CONSTRAINT t2_b_check CHECK ((b < 10));

-- hazard: may-fail: rows may violate constraint public.t2.t2_b_fkey
-- hazard: blocks-writes: writers of table public.t2 and public.users wait while constraint public.t2.t2_b_fkey is made
ALTER TABLE public.t2 ADD CONSTRAINT t2_b_fkey FOREIGN KEY (b) REFERENCES public.users (id);
