DROP VIEW public.named;

ALTER TABLE public.users DROP CONSTRAINT users_pk;

-- hazard: may-fail: rows may violate constraint public.users.users_pkey
-- hazard: blocks-writes: writers of table public.users wait while constraint public.users.users_pkey is made
ALTER TABLE public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);

CREATE VIEW public.named AS
SELECT id,
    name,
    count(*) AS count
   FROM public.users
  GROUP BY id;
