-- hazard: may-fail: rows may be equal under index public.t_a
-- hazard: blocks-writes: writers of table public.t wait while index public.t_a is made
CREATE UNIQUE INDEX t_a ON public.t (a);

-- hazard: may-fail: rows may violate constraint public.u.u_a_fkey
-- hazard: blocks-writes: writers of table public.u and public.t wait while constraint public.u.u_a_fkey is made
ALTER TABLE public.u ADD CONSTRAINT u_a_fkey FOREIGN KEY (a) REFERENCES public.t (a);
