ALTER TABLE public.u DROP CONSTRAINT f;

-- hazard: may-fail: rows may violate constraint public.u.f
-- hazard: blocks-writes: writers of table public.u and public.t wait while constraint public.u.f is made
ALTER TABLE public.u ADD CONSTRAINT f FOREIGN KEY (a, b) REFERENCES public.t (a, b) ON DELETE SET NULL;
