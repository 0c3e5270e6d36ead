-- hazard: may-fail: column public.t.a turns from integer into boolean: a value may not fit
-- hazard: table-rewrite: column public.t.a turns from integer into boolean: every row is written anew
-- hazard: blocks-reads: column public.t.a turns from integer into boolean: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN a TYPE boolean USING a::boolean;

-- hazard: may-fail: column public.t.b turns from bigint into boolean: a value may not fit
-- hazard: table-rewrite: column public.t.b turns from bigint into boolean: every row is written anew
-- hazard: blocks-reads: column public.t.b turns from bigint into boolean: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN b TYPE boolean USING b::integer::boolean,
    ALTER COLUMN b SET DEFAULT true;

-- hazard: may-fail: column public.t.c turns from boolean into smallint: a value may not fit
-- hazard: table-rewrite: column public.t.c turns from boolean into smallint: every row is written anew
-- hazard: blocks-reads: column public.t.c turns from boolean into smallint: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN c TYPE smallint USING c::integer::smallint;
