-- hazard: table-rewrite: column public.t.a turns from smallint into integer: every row is written anew
-- hazard: blocks-reads: column public.t.a turns from smallint into integer: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN a TYPE integer;

ALTER TABLE public.t ALTER COLUMN b TYPE character varying(20);

ALTER TABLE public.t ALTER COLUMN c TYPE text;

ALTER TABLE public.t ALTER COLUMN d TYPE numeric(9,2);

ALTER TABLE public.t ALTER COLUMN e TYPE timestamp without time zone;

-- hazard: table-rewrite: column public.t.f turns from integer into bigint: every row is written anew
-- hazard: blocks-reads: column public.t.f turns from integer into bigint: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN f DROP DEFAULT,
    ALTER COLUMN f TYPE bigint,
    ALTER COLUMN f SET DEFAULT 7;

-- hazard: table-rewrite: column public.t.g turns from date into timestamp without time zone: every row is written anew
-- hazard: blocks-reads: column public.t.g turns from date into timestamp without time zone: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN g TYPE timestamp without time zone;

-- hazard: table-rewrite: column public.t.h turns from real into double precision: every row is written anew
-- hazard: blocks-reads: column public.t.h turns from real into double precision: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN h TYPE double precision;

-- hazard: table-rewrite: column public.t.i turns from character(3) into character(5): every row is written anew
-- hazard: blocks-reads: column public.t.i turns from character(3) into character(5): readers wait until it is done
ALTER TABLE public.t ALTER COLUMN i TYPE character(5);

ALTER TABLE public.t ALTER COLUMN j TYPE character varying(50)[];
