ALTER TABLE public.t ALTER COLUMN a SET START WITH 1 SET INCREMENT BY 1 SET CACHE 1;

SELECT pg_catalog.setval('public.t_b_seq', greatest(last_value, 0), is_called) FROM public.t_b_seq;

ALTER TABLE public.t ALTER COLUMN b SET START WITH 3 SET MINVALUE 0 SET MAXVALUE 1000 SET CYCLE;

ALTER SEQUENCE public.t_c_seq RENAME TO other_name;
