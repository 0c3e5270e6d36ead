-- hazard: data-loss: column public.events_a.more is dropped with its values
-- hazard: application-break: column public.events_a.more is gone: programs that use it fail
ALTER TABLE public.events_a DROP COLUMN more;

CREATE TABLE public.events (
    id integer NOT NULL,
    made date NOT NULL,
    CONSTRAINT events_id_check CHECK ((id > 0)),
    CONSTRAINT events_pkey PRIMARY KEY (id, made)
)
PARTITION BY RANGE (made);

-- hazard: may-fail: a row of table public.events_a may be outside the bound of the partition
-- hazard: blocks-reads: all rows of table public.events_a are checked
ALTER TABLE ONLY public.events ATTACH PARTITION public.events_a FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
