ALTER SEQUENCE public.a AS bigint;

ALTER SEQUENCE public.b AS integer NO MAXVALUE;

ALTER SEQUENCE public.c AS smallint MAXVALUE 1000;
