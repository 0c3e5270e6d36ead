ALTER TABLE public.u DROP CONSTRAINT u_t_fkey;

ALTER TABLE public.u DROP CONSTRAINT u_code_fkey;

ALTER TABLE public.t DROP CONSTRAINT t_key;

ALTER TABLE public.t DROP CONSTRAINT t_code;

-- hazard: may-fail: rows may violate constraint public.t.t_code
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_code is made
ALTER TABLE public.t ADD CONSTRAINT t_code UNIQUE (code);

-- hazard: may-fail: rows may violate constraint public.t.t_key
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_key is made
ALTER TABLE public.t ADD CONSTRAINT t_key PRIMARY KEY (id);

-- hazard: may-fail: rows may violate constraint public.u.u_code_fkey
-- hazard: blocks-writes: writers of table public.u and public.t wait while constraint public.u.u_code_fkey is made
ALTER TABLE public.u ADD CONSTRAINT u_code_fkey FOREIGN KEY (code) REFERENCES public.t (code);

-- hazard: may-fail: rows may violate constraint public.u.u_t_fkey
-- hazard: blocks-writes: writers of table public.u and public.t wait while constraint public.u.u_t_fkey is made
ALTER TABLE public.u ADD CONSTRAINT u_t_fkey FOREIGN KEY (t) REFERENCES public.t (id);
