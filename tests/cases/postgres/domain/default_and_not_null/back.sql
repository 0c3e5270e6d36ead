ALTER DOMAIN public.label DROP DEFAULT;

-- hazard: may-fail: a column of domain public.label may hold NULL
ALTER DOMAIN public.label SET NOT NULL;

ALTER DOMAIN public.points SET DEFAULT 0;

ALTER DOMAIN public.points DROP NOT NULL;
