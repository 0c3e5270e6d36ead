-- hazard: data-narrowing: column public.t.a turns from date into integer: values may lose something
-- hazard: may-fail: column public.t.a turns from date into integer: a value may not fit
-- hazard: table-rewrite: column public.t.a turns from date into integer: every row is written anew
-- hazard: blocks-reads: column public.t.a turns from date into integer: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN a TYPE integer USING a::text::integer,
    ALTER COLUMN a SET DEFAULT 3;

-- hazard: may-fail: column public.t.b turns from numeric(5,2) into boolean: a value may not fit
-- hazard: table-rewrite: column public.t.b turns from numeric(5,2) into boolean: every row is written anew
-- hazard: blocks-reads: column public.t.b turns from numeric(5,2) into boolean: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN b TYPE boolean USING b::integer::boolean,
    ALTER COLUMN b SET DEFAULT true;

-- hazard: may-fail: column public.t.c turns from bigint into boolean: a value may not fit
-- hazard: table-rewrite: column public.t.c turns from bigint into boolean: every row is written anew
-- hazard: blocks-reads: column public.t.c turns from bigint into boolean: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN c TYPE boolean USING c::integer::boolean;

-- hazard: data-narrowing: column public.t.d turns from integer into date: values may lose something
-- hazard: may-fail: column public.t.d turns from integer into date: a value may not fit
-- hazard: table-rewrite: column public.t.d turns from integer into date: every row is written anew
-- hazard: blocks-reads: column public.t.d turns from integer into date: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN d TYPE date USING d::text::date;

-- hazard: may-fail: column public.t.e turns from integer into uuid: a value may not fit
-- hazard: table-rewrite: column public.t.e turns from integer into uuid: every row is written anew
-- hazard: blocks-reads: column public.t.e turns from integer into uuid: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN e TYPE uuid USING e::text::uuid;

-- hazard: data-narrowing: column public.t.f turns from date[] into integer[]: values may lose something
-- hazard: may-fail: column public.t.f turns from date[] into integer[]: a value may not fit
-- hazard: table-rewrite: column public.t.f turns from date[] into integer[]: every row is written anew
-- hazard: blocks-reads: column public.t.f turns from date[] into integer[]: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN f TYPE integer[] USING f::text::integer[];
