-- hazard: data-narrowing: column public.t.a turns from bigint into integer: values may lose something
-- hazard: may-fail: column public.t.a turns from bigint into integer: a value may not fit
-- hazard: table-rewrite: column public.t.a turns from bigint into integer: every row is written anew
-- hazard: blocks-reads: column public.t.a turns from bigint into integer: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE integer,
    ALTER COLUMN a SET DEFAULT 5;

-- hazard: data-narrowing: column public.t.b turns from text into character varying(10): values may lose something
-- hazard: may-fail: column public.t.b turns from text into character varying(10): a value may not fit
-- hazard: table-rewrite: column public.t.b turns from text into character varying(10): every row is written anew
-- hazard: blocks-reads: column public.t.b turns from text into character varying(10): readers wait until it is done
ALTER TABLE public.t ALTER COLUMN b TYPE character varying(10);

-- hazard: data-narrowing: column public.t.c turns from text into character varying(10): values may lose something
-- hazard: may-fail: column public.t.c turns from text into character varying(10): a value may not fit
-- hazard: table-rewrite: column public.t.c turns from text into character varying(10): every row is written anew
-- hazard: blocks-reads: column public.t.c turns from text into character varying(10): readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN c DROP DEFAULT,
    ALTER COLUMN c TYPE character varying(10),
    ALTER COLUMN c SET DEFAULT 'x'::character varying;

-- hazard: data-narrowing: column public.t.d turns from numeric into integer: values may lose something
-- hazard: may-fail: column public.t.d turns from numeric into integer: a value may not fit
-- hazard: table-rewrite: column public.t.d turns from numeric into integer: every row is written anew
-- hazard: blocks-reads: column public.t.d turns from numeric into integer: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN d TYPE integer;

-- hazard: data-narrowing: column public.t.e turns from timestamp with time zone into date: values may lose something
-- hazard: table-rewrite: column public.t.e turns from timestamp with time zone into date: every row is written anew
-- hazard: blocks-reads: column public.t.e turns from timestamp with time zone into date: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN e TYPE date;

-- hazard: data-narrowing: column public.t.f turns from double precision into real: values may lose something
-- hazard: may-fail: column public.t.f turns from double precision into real: a value may not fit
-- hazard: table-rewrite: column public.t.f turns from double precision into real: every row is written anew
-- hazard: blocks-reads: column public.t.f turns from double precision into real: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN f TYPE real;
