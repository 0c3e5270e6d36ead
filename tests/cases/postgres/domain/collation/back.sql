DROP INDEX public.tags_name;

ALTER DOMAIN public.label RENAME TO label_old;

CREATE DOMAIN public.label AS text;

-- hazard: may-fail: a row of table public.tags may hold a value that the new type lacks
-- hazard: table-rewrite: table public.tags is written anew
-- hazard: blocks-reads: table public.tags is locked while it is written anew
ALTER TABLE public.tags
    ALTER COLUMN name TYPE public.label USING name::text::public.label;

DROP DOMAIN public.label_old;

COMMENT ON DOMAIN public.label IS 'A short text';

-- hazard: blocks-writes: writers of table public.tags wait while index public.tags_name is made
CREATE INDEX tags_name ON public.tags (name);
