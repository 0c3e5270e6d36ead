-- hazard: data-narrowing: column public.t.a turns from integer into date: values may lose something
-- hazard: may-fail: column public.t.a turns from integer into date: a value may not fit
-- hazard: table-rewrite: column public.t.a turns from integer into date: every row is written anew
-- hazard: blocks-reads: column public.t.a turns from integer into date: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE date USING a::text::date;

-- hazard: may-fail: column public.t.b turns from boolean into numeric(5,2): a value may not fit
-- hazard: table-rewrite: column public.t.b turns from boolean into numeric(5,2): every row is written anew
-- hazard: blocks-reads: column public.t.b turns from boolean into numeric(5,2): readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN b TYPE numeric(5,2) USING b::integer::numeric(5,2),
    ALTER COLUMN b SET DEFAULT 1;

-- hazard: may-fail: column public.t.c turns from boolean into bigint: a value may not fit
-- hazard: table-rewrite: column public.t.c turns from boolean into bigint: every row is written anew
-- hazard: blocks-reads: column public.t.c turns from boolean into bigint: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN c TYPE bigint USING c::integer::bigint;

-- hazard: data-narrowing: column public.t.d turns from date into integer: values may lose something
-- hazard: may-fail: column public.t.d turns from date into integer: a value may not fit
-- hazard: table-rewrite: column public.t.d turns from date into integer: every row is written anew
-- hazard: blocks-reads: column public.t.d turns from date into integer: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN d TYPE integer USING d::text::integer;

-- hazard: may-fail: column public.t.e turns from uuid into integer: a value may not fit
-- hazard: table-rewrite: column public.t.e turns from uuid into integer: every row is written anew
-- hazard: blocks-reads: column public.t.e turns from uuid into integer: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN e TYPE integer USING e::text::integer;

-- hazard: data-narrowing: column public.t.f turns from integer[] into date[]: values may lose something
-- hazard: may-fail: column public.t.f turns from integer[] into date[]: a value may not fit
-- hazard: table-rewrite: column public.t.f turns from integer[] into date[]: every row is written anew
-- hazard: blocks-reads: column public.t.f turns from integer[] into date[]: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN f TYPE date[] USING f::text::date[];
