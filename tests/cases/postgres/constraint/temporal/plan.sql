CREATE TABLE public.u (
    id int4range,
    during daterange
);

-- hazard: may-fail: column public.t.id may hold nulls
-- hazard: blocks-reads: all rows of table public.t are checked
ALTER TABLE public.t ALTER COLUMN id SET NOT NULL;

-- hazard: may-fail: column public.t.during may hold nulls
-- hazard: blocks-reads: all rows of table public.t are checked
ALTER TABLE public.t ALTER COLUMN during SET NOT NULL;

-- hazard: may-fail: rows may violate constraint public.t.t_pkey
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_pkey is made
ALTER TABLE public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id, during WITHOUT OVERLAPS);

ALTER TABLE public.u ADD CONSTRAINT u_id_during_fkey FOREIGN KEY (id, PERIOD during) REFERENCES public.t (id, PERIOD during);
