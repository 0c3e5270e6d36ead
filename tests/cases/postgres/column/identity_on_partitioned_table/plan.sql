ALTER TABLE public.t ALTER COLUMN a ADD GENERATED ALWAYS AS IDENTITY;

SELECT pg_catalog.setval('public.t_a_seq', greatest(max(a) + 1, 1), false) FROM public.t;

CREATE TABLE public.t2 PARTITION OF public.t FOR VALUES FROM (10) TO (20);
