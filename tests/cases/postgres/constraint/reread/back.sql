-- hazard: application-break: view public.v is gone: programs that use it fail
DROP VIEW public.v;

DROP INDEX public.t_m;

ALTER TABLE public.t DROP CONSTRAINT t_m_check;

ALTER TABLE public.t DROP CONSTRAINT t_check1;

ALTER TABLE public.t DROP CONSTRAINT t_check;
