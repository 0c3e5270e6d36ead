DROP VIEW public.last_pages;

ALTER TYPE public.span RENAME TO span_old;

CREATE TYPE public.span AS (
    first integer,
    last integer
);

-- hazard: may-fail: a row of table public.works may hold a value that the new type lacks
-- hazard: table-rewrite: table public.works is written anew
-- hazard: blocks-reads: table public.works is locked while it is written anew
ALTER TABLE public.works
    ALTER COLUMN pages DROP DEFAULT,
    ALTER COLUMN pages TYPE public.span USING CASE WHEN pages IS DISTINCT FROM NULL THEN ROW((pages).first, (pages).last)::public.span END,
    ALTER COLUMN pages SET DEFAULT '(1,2)'::public.span;

DROP TYPE public.span_old;

COMMENT ON TYPE public.span IS 'From and to';

CREATE VIEW public.last_pages AS
SELECT (pages).last AS last
   FROM public.works;
