-- hazard: application-break: view public."Odd Name" is gone: programs that use it fail
DROP VIEW public."Odd Name";

-- hazard: application-break: view public.ant is gone: programs that use it fail
DROP VIEW public.ant;

-- hazard: application-break: view public.zebra is gone: programs that use it fail
DROP VIEW public.zebra;

CREATE VIEW public.gone AS
SELECT id
   FROM public.users;

CREATE VIEW public.gone_too AS
SELECT id
   FROM public.gone;
