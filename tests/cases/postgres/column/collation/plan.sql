DROP VIEW public.v;

ALTER TABLE public.t ALTER COLUMN a TYPE text COLLATE pg_catalog."C";

ALTER TABLE public.t ALTER COLUMN b TYPE text;

ALTER TABLE public.t ALTER COLUMN c TYPE character varying(20) COLLATE pg_catalog."POSIX";

CREATE VIEW public.v AS
SELECT a
   FROM public.t;
