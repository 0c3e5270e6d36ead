DROP VIEW public.best;

ALTER DOMAIN public.points RENAME TO points_old;

CREATE DOMAIN public.points AS smallint DEFAULT 1
    CONSTRAINT points_check CHECK ((VALUE > 0));

-- hazard: may-fail: a row of table public.scores may hold a value that the new type lacks
-- hazard: table-rewrite: table public.scores is written anew
-- hazard: blocks-reads: table public.scores is locked while it is written anew
ALTER TABLE public.scores
    ALTER COLUMN history TYPE public.points[] USING history::text[]::public.points[],
    ALTER COLUMN points DROP DEFAULT,
    ALTER COLUMN points TYPE public.points USING points::text::public.points,
    ALTER COLUMN points SET DEFAULT 3;

DROP DOMAIN public.points_old;

CREATE VIEW public.best AS
SELECT max((points)::smallint) AS points
   FROM public.scores;
