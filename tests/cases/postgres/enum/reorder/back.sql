ALTER TYPE public."Size" RENAME TO "Size_old";

CREATE TYPE public."Size" AS ENUM (
    'large',
    'small'
);

-- hazard: may-fail: a row of table public.shirts may hold a value that the new type lacks
-- hazard: table-rewrite: table public.shirts is written anew
-- hazard: blocks-reads: table public.shirts is locked while it is written anew
ALTER TABLE public.shirts
    ALTER COLUMN size DROP DEFAULT,
    ALTER COLUMN size TYPE public."Size" USING size::text::public."Size";

DROP TYPE public."Size_old";

ALTER TABLE public.shirts ALTER COLUMN size SET DEFAULT 'small'::public."Size";
