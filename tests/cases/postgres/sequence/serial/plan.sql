CREATE SEQUENCE public.t_big_seq;

CREATE SEQUENCE public.t_id_seq AS integer;

CREATE SEQUENCE public.u_id_seq AS smallint;

CREATE TABLE public.u (
    id smallint DEFAULT nextval('public.u_id_seq'::regclass) NOT NULL,
    CONSTRAINT u_pkey PRIMARY KEY (id)
);

ALTER SEQUENCE public.u_id_seq OWNED BY public.u.id;

-- hazard: table-rewrite: every row of table public.t is written anew with its value of id
-- hazard: blocks-reads: every row of table public.t is written anew with its value of id
ALTER TABLE public.t ADD COLUMN id integer DEFAULT nextval('public.t_id_seq'::regclass) NOT NULL;

ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;

-- hazard: table-rewrite: every row of table public.t is written anew with its value of big
-- hazard: blocks-reads: every row of table public.t is written anew with its value of big
ALTER TABLE public.t ADD COLUMN big bigint DEFAULT nextval('public.t_big_seq'::regclass) NOT NULL;

ALTER SEQUENCE public.t_big_seq OWNED BY public.t.big;
