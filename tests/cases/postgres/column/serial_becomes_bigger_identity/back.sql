DROP VIEW public.v;

ALTER TABLE public.t ALTER COLUMN id DROP IDENTITY;

CREATE SEQUENCE public.t_id_seq AS integer;

-- hazard: data-narrowing: column public.t.id turns from bigint into integer: values may lose something
-- hazard: may-fail: column public.t.id turns from bigint into integer: a value may not fit
-- hazard: table-rewrite: column public.t.id turns from bigint into integer: every row is written anew
-- hazard: blocks-reads: column public.t.id turns from bigint into integer: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);

ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;

SELECT pg_catalog.setval('public.t_id_seq', greatest(max(id) + 1, 1), false) FROM public.t;

CREATE VIEW public.v AS
SELECT id
   FROM public.t;
