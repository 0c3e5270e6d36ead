-- hazard: may-fail: rows may violate constraint public.t.t_check
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_check is made
ALTER TABLE public.t ADD CONSTRAINT t_check CHECK (((a >= 1) AND (a <= 5) AND (b > 2)));

-- hazard: may-fail: rows may violate constraint public.t.t_check1
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_check1 is made
ALTER TABLE public.t ADD CONSTRAINT t_check1 CHECK (((a = b) OR (a = 3) OR (b > 2)));

-- hazard: may-fail: rows may violate constraint public.t.t_m_check
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_m_check is made
ALTER TABLE public.t ADD CONSTRAINT t_m_check CHECK (((m)::text = ANY (ARRAY[('card'::character varying)::text, ('cash'::character varying)::text])));

-- hazard: blocks-writes: writers of table public.t wait while index public.t_m is made
CREATE INDEX t_m ON public.t (a) WHERE ((m)::text = ANY (ARRAY[('card'::character varying)::text, ('cash'::character varying)::text]));

CREATE VIEW public.v AS
SELECT ((m)::text = ANY (ARRAY[('card'::character varying)::text, ('cash'::character varying)::text])) AS known
   FROM public.t
  WHERE ((a >= 1) AND (a <= 5) AND (b > 2));
