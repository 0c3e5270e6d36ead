DROP TYPE public.line2;

DROP TYPE public.point2;

ALTER TYPE public.kind ADD VALUE 'c';

CREATE TYPE public.point2 AS (
    x integer,
    y integer
);

CREATE TYPE public.line2 AS (
    start public.point2,
    stop public.point2
);
