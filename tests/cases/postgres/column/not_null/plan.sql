ALTER TABLE public.t DROP CONSTRAINT t_pkey;

ALTER TABLE public.t ALTER COLUMN a DROP NOT NULL;

-- hazard: may-fail: column public.t.b may hold nulls
-- hazard: blocks-reads: all rows of table public.t are checked
ALTER TABLE public.t ALTER COLUMN b SET NOT NULL;

ALTER TABLE public.t ALTER COLUMN c DROP NOT NULL;

-- hazard: may-fail: column public.t.d may hold nulls
-- hazard: blocks-reads: all rows of table public.t are checked
ALTER TABLE public.t ALTER COLUMN d SET NOT NULL;

-- hazard: may-fail: rows may violate constraint public.t.t_pkey
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_pkey is made
ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY (d);
