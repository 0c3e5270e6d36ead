-- hazard: table-rewrite: column public.t.a turns from integer into bigint: every row is written anew
-- hazard: blocks-reads: column public.t.a turns from integer into bigint: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE bigint,
    ALTER COLUMN a SET DEFAULT 5;

ALTER TABLE public.t ALTER COLUMN b TYPE text;

ALTER TABLE public.t
    ALTER COLUMN c DROP DEFAULT,
    ALTER COLUMN c TYPE text,
    ALTER COLUMN c SET DEFAULT 'x'::text;

-- hazard: table-rewrite: column public.t.d turns from integer into numeric: every row is written anew
-- hazard: blocks-reads: column public.t.d turns from integer into numeric: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN d TYPE numeric;

-- hazard: table-rewrite: column public.t.e turns from date into timestamp with time zone: every row is written anew
-- hazard: blocks-reads: column public.t.e turns from date into timestamp with time zone: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN e TYPE timestamp with time zone;

-- hazard: table-rewrite: column public.t.f turns from real into double precision: every row is written anew
-- hazard: blocks-reads: column public.t.f turns from real into double precision: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN f TYPE double precision;
