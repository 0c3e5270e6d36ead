ALTER TABLE public.u DROP CONSTRAINT u_t_fkey;

ALTER TABLE public.t DROP CONSTRAINT old_name;

-- hazard: may-fail: rows may violate constraint public.t.new_name
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.new_name is made
ALTER TABLE public.t ADD CONSTRAINT new_name PRIMARY KEY (id);

-- hazard: may-fail: rows may violate constraint public.u.u_t_fkey
-- hazard: blocks-writes: writers of table public.u and public.t wait while constraint public.u.u_t_fkey is made
ALTER TABLE public.u ADD CONSTRAINT u_t_fkey FOREIGN KEY (t) REFERENCES public.t (id);
