ALTER TABLE public.t DROP CONSTRAINT t_c_check;

ALTER TABLE public.t DROP CONSTRAINT t_b_check;

ALTER TABLE public.t DROP CONSTRAINT t_a_check;

ALTER TABLE public.t DROP CONSTRAINT is_fine;

ALTER TABLE public.t DROP CONSTRAINT "Both Sides";

-- hazard: may-fail: rows may violate constraint public.t.t_a_check
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_a_check is made
ALTER TABLE public.t ADD CONSTRAINT t_a_check CHECK ((a > 0));
