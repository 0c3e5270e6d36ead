-- hazard: may-fail: column public.t.a turns from boolean into integer: a value may not fit
-- hazard: table-rewrite: column public.t.a turns from boolean into integer: every row is written anew
-- hazard: blocks-reads: column public.t.a turns from boolean into integer: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN a TYPE integer USING a::integer;

-- hazard: may-fail: column public.t.b turns from boolean into bigint: a value may not fit
-- hazard: table-rewrite: column public.t.b turns from boolean into bigint: every row is written anew
-- hazard: blocks-reads: column public.t.b turns from boolean into bigint: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN b TYPE bigint USING b::integer::bigint,
    ALTER COLUMN b SET DEFAULT 1;

-- hazard: may-fail: column public.t.c turns from smallint into boolean: a value may not fit
-- hazard: table-rewrite: column public.t.c turns from smallint into boolean: every row is written anew
-- hazard: blocks-reads: column public.t.c turns from smallint into boolean: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN c TYPE boolean USING c::integer::boolean;
