DROP TYPE public.unused;

ALTER TYPE public.address RENAME TO address_old;

CREATE TYPE public.address AS (
    town text,
    street text
);

-- hazard: may-fail: a row of table public.people may hold a value that the new type lacks
-- hazard: table-rewrite: table public.people is written anew
-- hazard: blocks-reads: table public.people is locked while it is written anew
ALTER TABLE public.people
    ALTER COLUMN home TYPE public.address USING CASE WHEN home IS DISTINCT FROM NULL THEN ROW((home).town, (home).street)::public.address END;

DROP TYPE public.address_old;

CREATE TYPE public.unused AS (
    b text,
    a integer
);
