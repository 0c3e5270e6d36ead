ALTER SEQUENCE public.a AS integer;

ALTER SEQUENCE public.b AS smallint MAXVALUE 99;

ALTER SEQUENCE public.c AS bigint NO MAXVALUE;
