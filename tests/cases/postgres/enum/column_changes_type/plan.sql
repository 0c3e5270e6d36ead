-- hazard: table-rewrite: column public.things.kind turns from public.kind into text: every row is written anew
-- hazard: blocks-reads: column public.things.kind turns from public.kind into text: readers wait until it is done
ALTER TABLE public.things ALTER COLUMN kind TYPE text;

ALTER TYPE public.kind RENAME TO kind_old;

CREATE TYPE public.kind AS ENUM (
    'a',
    'b'
);

-- hazard: may-fail: a row of table public.things may hold a value that the new type lacks
-- hazard: table-rewrite: table public.things is written anew
-- hazard: blocks-reads: table public.things is locked while it is written anew
ALTER TABLE public.things
    ALTER COLUMN other TYPE public.kind USING other::text::public.kind;

DROP TYPE public.kind_old;
