-- hazard: may-fail: column public.t.a turns from text into integer: a value may not fit
-- hazard: table-rewrite: column public.t.a turns from text into integer: every row is written anew
-- hazard: blocks-reads: column public.t.a turns from text into integer: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE integer USING a::integer,
    ALTER COLUMN a SET DEFAULT 1;

-- hazard: may-fail: column public.t.b turns from text into public.mood: a value may not fit
-- hazard: table-rewrite: column public.t.b turns from text into public.mood: every row is written anew
-- hazard: blocks-reads: column public.t.b turns from text into public.mood: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN b TYPE public.mood USING b::public.mood,
    ALTER COLUMN b SET DEFAULT 'ok'::public.mood;

-- hazard: may-fail: column public.t.c turns from public.mood into public.state: a value may not fit
-- hazard: table-rewrite: column public.t.c turns from public.mood into public.state: every row is written anew
-- hazard: blocks-reads: column public.t.c turns from public.mood into public.state: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN c DROP DEFAULT,
    ALTER COLUMN c TYPE public.state USING c::text::public.state,
    ALTER COLUMN c SET DEFAULT 'sad'::public.state;

-- hazard: may-fail: column public.t.d turns from text into jsonb: a value may not fit
-- hazard: table-rewrite: column public.t.d turns from text into jsonb: every row is written anew
-- hazard: blocks-reads: column public.t.d turns from text into jsonb: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN d TYPE jsonb USING d::jsonb;

-- hazard: may-fail: column public.t.e turns from text[] into integer[]: a value may not fit
-- hazard: table-rewrite: column public.t.e turns from text[] into integer[]: every row is written anew
-- hazard: blocks-reads: column public.t.e turns from text[] into integer[]: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN e TYPE integer[] USING e::integer[];

-- hazard: table-rewrite: column public.t.f turns from integer into text: every row is written anew
-- hazard: blocks-reads: column public.t.f turns from integer into text: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN f TYPE text;
