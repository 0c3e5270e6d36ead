CREATE FUNCTION public.first_rank()
RETURNS integer
LANGUAGE sql
AS $$SELECT public.rank_of(x) FROM public.t x LIMIT 1$$;

CREATE FUNCTION public.next_rank()
RETURNS integer
LANGUAGE sql
AS $$SELECT count(*)::integer FROM public.t$$;

CREATE TABLE public.t (
    id integer,
    rank integer DEFAULT public.next_rank()
);

CREATE FUNCTION public.rank_of(public.t)
RETURNS integer
LANGUAGE sql
AS $$SELECT $1.rank$$;

ALTER TABLE public.t ADD CONSTRAINT sane CHECK ((public.rank_of(t.*) >= 0));
