-- hazard: table-rewrite: every row of table public.t is written anew with its value of id
-- hazard: blocks-reads: every row of table public.t is written anew with its value of id
ALTER TABLE public.t ADD COLUMN id integer DEFAULT nextval('public.t_id_seq'::regclass) NOT NULL;

ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;

-- hazard: may-fail: rows may violate constraint public.t.t_pkey
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_pkey is made
ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
