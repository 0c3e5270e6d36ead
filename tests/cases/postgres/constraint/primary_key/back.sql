ALTER TABLE public.c DROP CONSTRAINT new_name;

ALTER TABLE public.b DROP CONSTRAINT b_pkey;

ALTER TABLE public.a DROP CONSTRAINT a_pkey;

-- hazard: may-fail: rows may violate constraint public.b.b_pkey
-- hazard: blocks-writes: writers of table public.b wait while constraint public.b.b_pkey is made
ALTER TABLE public.b ADD CONSTRAINT b_pkey PRIMARY KEY (id);

-- hazard: may-fail: rows may violate constraint public.c.old_name
-- hazard: blocks-writes: writers of table public.c wait while constraint public.c.old_name is made
ALTER TABLE public.c ADD CONSTRAINT old_name PRIMARY KEY (id);
