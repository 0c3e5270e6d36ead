SELECT pg_catalog.setval('public.s', greatest(last_value, 100), is_called) FROM public.s;

ALTER SEQUENCE public.s START WITH 100 MINVALUE 100;
