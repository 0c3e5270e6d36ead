CREATE TABLE public.t (
    id integer,
    rank integer
);

CREATE FUNCTION public.rank_of(public.t)
RETURNS integer
LANGUAGE plpgsql
IMMUTABLE
AS $$BEGIN RETURN coalesce($1.rank, 1); END$$;

ALTER TABLE public.t ALTER COLUMN rank SET DEFAULT public.rank_of(NULL::public.t);

ALTER TABLE public.t ADD CONSTRAINT sane CHECK ((public.rank_of(t.*) >= 0));
