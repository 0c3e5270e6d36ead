DROP VIEW public.v;

ALTER TABLE public.t ALTER COLUMN a TYPE text;

ALTER TABLE public.t ALTER COLUMN b TYPE text COLLATE pg_catalog."C";

-- hazard: data-narrowing: column public.t.c turns from character varying(20) into character varying(10): values may lose something
-- hazard: may-fail: column public.t.c turns from character varying(20) into character varying(10): a value may not fit
-- hazard: table-rewrite: column public.t.c turns from character varying(20) into character varying(10): every row is written anew
-- hazard: blocks-reads: column public.t.c turns from character varying(20) into character varying(10): readers wait until it is done
ALTER TABLE public.t ALTER COLUMN c TYPE character varying(10);

CREATE VIEW public.v AS
SELECT a
   FROM public.t;
