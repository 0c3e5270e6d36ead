-- hazard: may-fail: rows may violate constraint public.u.c
ALTER TABLE public.u VALIDATE CONSTRAINT c;

ALTER TABLE public.u ADD CONSTRAINT d CHECK ((b > 1)) NOT VALID;

-- hazard: may-fail: rows may violate constraint public.u.f
ALTER TABLE public.u VALIDATE CONSTRAINT f;
