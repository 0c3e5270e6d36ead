ALTER TABLE public.t DROP CONSTRAINT t_a_check;

-- hazard: may-fail: rows may violate constraint public.t."Both Sides"
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t."Both Sides" is made
ALTER TABLE public.t ADD CONSTRAINT "Both Sides" CHECK ((a < b));

-- hazard: may-fail: rows may violate constraint public.t.is_fine
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.is_fine is made
ALTER TABLE public.t ADD CONSTRAINT is_fine CHECK (public.fine(c));

-- hazard: may-fail: rows may violate constraint public.t.t_a_check
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_a_check is made
ALTER TABLE public.t ADD CONSTRAINT t_a_check CHECK ((a > 1));

-- hazard: may-fail: rows may violate constraint public.t.t_b_check
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_b_check is made
ALTER TABLE public.t ADD CONSTRAINT t_b_check CHECK ((b > 0)) NO INHERIT;

-- hazard: may-fail: rows may violate constraint public.t.t_c_check
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_c_check is made
ALTER TABLE public.t ADD CONSTRAINT t_c_check CHECK ((c = ANY (ARRAY['x'::text, 'y'::text])));
