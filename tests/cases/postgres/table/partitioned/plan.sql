CREATE TABLE public.events (
    id bigint NOT NULL,
    made date NOT NULL,
    body text DEFAULT ''::text,
    CONSTRAINT events_pkey PRIMARY KEY (id, made)
)
PARTITION BY RANGE (made);

CREATE TABLE public.sorts (
    kind text,
    n integer
)
PARTITION BY LIST (kind);

CREATE INDEX events_body_idx ON public.events (body);

CREATE TABLE public.events_2024 PARTITION OF public.events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

CREATE TABLE public.events_2025 PARTITION OF public.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

CREATE TABLE public.events_rest PARTITION OF public.events DEFAULT;

CREATE INDEX sorts_n ON public.sorts (n);

CREATE TABLE public.sorts_ab PARTITION OF public.sorts FOR VALUES IN ('a', 'b')
PARTITION BY HASH (n);

CREATE TABLE public.sorts_ab_0 PARTITION OF public.sorts_ab FOR VALUES WITH (modulus 2, remainder 0);

CREATE TABLE public.sorts_ab_1 PARTITION OF public.sorts_ab FOR VALUES WITH (modulus 2, remainder 1);
