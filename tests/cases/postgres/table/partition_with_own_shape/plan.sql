CREATE TABLE public.events_2025 (
    made date NOT NULL,
    body text DEFAULT 'own'::text NOT NULL,
    id bigint NOT NULL,
    CONSTRAINT events_2025_body_check CHECK ((body <> 'bad'::text)),
    CONSTRAINT named_otherwise PRIMARY KEY (id, made)
);

CREATE INDEX only_here ON public.events_2025 (made);

CREATE INDEX own_body ON public.events_2025 (body);

ALTER TABLE ONLY public.events ATTACH PARTITION public.events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
