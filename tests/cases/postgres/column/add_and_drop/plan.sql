ALTER TABLE public.t ADD COLUMN name text;

ALTER TABLE public.t ADD COLUMN "Odd ""Name" character varying(20) DEFAULT 'it''s'::character varying;

ALTER TABLE public.t ADD COLUMN made timestamp with time zone DEFAULT now() NOT NULL;

-- hazard: table-rewrite: every row of table public.t is written anew with its value of token
-- hazard: blocks-reads: every row of table public.t is written anew with its value of token
ALTER TABLE public.t ADD COLUMN token double precision DEFAULT random();

ALTER TABLE public.t ADD COLUMN tags text[] DEFAULT ARRAY['a'::text, 'b'::text] NOT NULL;
