DROP TYPE public.tagged;

DROP TYPE public.line2;

DROP TYPE public.point2;

ALTER TYPE public.kind RENAME TO kind_old;

CREATE TYPE public.kind AS ENUM (
    'a',
    'b'
);

DROP TYPE public.kind_old;

CREATE TYPE public.point2 AS (
    y integer,
    x integer
);

CREATE TYPE public.line2 AS (
    start public.point2,
    stop public.point2
);

CREATE TYPE public.tagged AS (
    kind public.kind,
    kinds public.kind[]
);
