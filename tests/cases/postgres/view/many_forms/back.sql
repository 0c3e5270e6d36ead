-- hazard: application-break: view public.zoned is gone: programs that use it fail
DROP VIEW public.zoned;

-- hazard: application-break: view public.with_cte is gone: programs that use it fail
DROP VIEW public.with_cte;

-- hazard: application-break: view public.windows is gone: programs that use it fail
DROP VIEW public.windows;

-- hazard: application-break: view public.whole is gone: programs that use it fail
DROP VIEW public.whole;

-- hazard: application-break: view public.unnested is gone: programs that use it fail
DROP VIEW public.unnested;

-- hazard: application-break: view public.sets is gone: programs that use it fail
DROP VIEW public.sets;

-- hazard: application-break: view public.listed is gone: programs that use it fail
DROP VIEW public.listed;

-- hazard: application-break: view public.lateral_one is gone: programs that use it fail
DROP VIEW public.lateral_one;

-- hazard: application-break: view public.inner_queries is gone: programs that use it fail
DROP VIEW public.inner_queries;

-- hazard: application-break: view public.grouped is gone: programs that use it fail
DROP VIEW public.grouped;

-- hazard: application-break: view public.counted is gone: programs that use it fail
DROP VIEW public.counted;

CREATE OR REPLACE VIEW public.joined AS
SELECT t.id,
    u.name
   FROM (public.t
     JOIN public.u ON ((u.t_id = t.id)));

CREATE OR REPLACE VIEW public.sorted AS
SELECT id AS name,
    name AS id
   FROM public.t
  ORDER BY t.name;
