ALTER TABLE public.u DROP CONSTRAINT c;

-- hazard: may-fail: rows may violate constraint public.u.c
-- hazard: blocks-writes: writers of table public.u wait while constraint public.u.c is made
ALTER TABLE public.u ADD CONSTRAINT c CHECK ((a > 0));

-- hazard: may-fail: rows may violate constraint public.u.f
ALTER TABLE public.u ALTER CONSTRAINT f ENFORCED;
