ALTER TABLE public.x DROP CONSTRAINT up;

ALTER TABLE public.w DROP CONSTRAINT w_a_b_fkey;

-- hazard: may-fail: rows may violate constraint public.u.u_a_b_fkey
-- hazard: blocks-writes: writers of table public.u and public.t wait while constraint public.u.u_a_b_fkey is made
ALTER TABLE public.u ADD CONSTRAINT u_a_b_fkey FOREIGN KEY (a, b) REFERENCES public.t (a, b) MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL;

-- hazard: may-fail: rows may violate constraint public.w.w_b_a_fkey
-- hazard: blocks-writes: writers of table public.w and public.t wait while constraint public.w.w_b_a_fkey is made
ALTER TABLE public.w ADD CONSTRAINT w_b_a_fkey FOREIGN KEY (b, a) REFERENCES public.t (a, b) ON UPDATE RESTRICT ON DELETE SET DEFAULT;

-- hazard: may-fail: rows may violate constraint public.x.up
-- hazard: blocks-writes: writers of table public.x and public.x wait while constraint public.x.up is made
ALTER TABLE public.x ADD CONSTRAINT up FOREIGN KEY (up) REFERENCES public.x (id) ON DELETE SET NULL;
