-- hazard: application-break: view public.gone_too is gone: programs that use it fail
DROP VIEW public.gone_too;

-- hazard: application-break: view public.gone is gone: programs that use it fail
DROP VIEW public.gone;

CREATE VIEW public.zebra AS
SELECT id,
    name
   FROM public.users;

CREATE VIEW public.ant AS
SELECT name,
    count(*) AS count
   FROM public.zebra
  GROUP BY name;

CREATE VIEW public."Odd Name" WITH (security_barrier='true') AS
SELECT a.name,
    u.id AS "Id"
   FROM (public.ant a
     JOIN public.users u USING (name));
