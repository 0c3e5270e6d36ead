ALTER TABLE public.c DROP CONSTRAINT old_name;

ALTER TABLE public.b DROP CONSTRAINT b_pkey;

-- hazard: may-fail: rows may violate constraint public.a.a_pkey
-- hazard: blocks-writes: writers of table public.a wait while constraint public.a.a_pkey is made
ALTER TABLE public.a ADD CONSTRAINT a_pkey PRIMARY KEY (id);

-- hazard: may-fail: rows may violate constraint public.b.b_pkey
-- hazard: blocks-writes: writers of table public.b wait while constraint public.b.b_pkey is made
ALTER TABLE public.b ADD CONSTRAINT b_pkey PRIMARY KEY (n, id);

-- hazard: may-fail: rows may violate constraint public.c.new_name
-- hazard: blocks-writes: writers of table public.c wait while constraint public.c.new_name is made
ALTER TABLE public.c ADD CONSTRAINT new_name PRIMARY KEY (id) INCLUDE (n);
