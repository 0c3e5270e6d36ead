ALTER DOMAIN public.label SET DEFAULT upper('none'::text);

ALTER DOMAIN public.label DROP NOT NULL;

ALTER DOMAIN public.points SET DEFAULT 1;

-- hazard: may-fail: a column of domain public.points may hold NULL
ALTER DOMAIN public.points SET NOT NULL;
