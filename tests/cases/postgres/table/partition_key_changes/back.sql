ALTER TABLE public.events DETACH PARTITION public.events_a;

DROP VIEW public.v;

-- hazard: data-loss: table public.events is dropped with its rows
DROP TABLE public.events;

CREATE TABLE public.events (
    id integer NOT NULL,
    made date NOT NULL,
    n integer,
    CONSTRAINT events_pkey PRIMARY KEY (id, made)
)
PARTITION BY RANGE (made);

-- hazard: blocks-writes: writers of table public.events wait while index public.events_n is made
CREATE INDEX events_n ON public.events (n);

CREATE VIEW public.v AS
SELECT id
   FROM public.events;

ALTER TABLE ONLY public.events ATTACH PARTITION public.events_a FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
