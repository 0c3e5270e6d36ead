-- hazard: table-rewrite: column public.t.a turns from integer into text: every row is written anew
-- hazard: blocks-reads: column public.t.a turns from integer into text: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE text,
    ALTER COLUMN a SET DEFAULT '1'::text;

-- hazard: table-rewrite: column public.t.b turns from public.mood into text: every row is written anew
-- hazard: blocks-reads: column public.t.b turns from public.mood into text: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN b TYPE text,
    ALTER COLUMN b SET DEFAULT 'ok'::text;

-- hazard: may-fail: column public.t.c turns from public.state into public.mood: a value may not fit
-- hazard: table-rewrite: column public.t.c turns from public.state into public.mood: every row is written anew
-- hazard: blocks-reads: column public.t.c turns from public.state into public.mood: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN c DROP DEFAULT,
    ALTER COLUMN c TYPE public.mood USING c::text::public.mood,
    ALTER COLUMN c SET DEFAULT 'sad'::public.mood;

-- hazard: table-rewrite: column public.t.d turns from jsonb into text: every row is written anew
-- hazard: blocks-reads: column public.t.d turns from jsonb into text: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN d TYPE text;

-- hazard: data-narrowing: column public.t.e turns from integer[] into text[]: values may lose something
-- hazard: may-fail: column public.t.e turns from integer[] into text[]: a value may not fit
-- hazard: table-rewrite: column public.t.e turns from integer[] into text[]: every row is written anew
-- hazard: blocks-reads: column public.t.e turns from integer[] into text[]: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN e TYPE text[] USING e::text[];

-- hazard: may-fail: column public.t.f turns from text into integer: a value may not fit
-- hazard: table-rewrite: column public.t.f turns from text into integer: every row is written anew
-- hazard: blocks-reads: column public.t.f turns from text into integer: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN f TYPE integer USING f::integer;
