DROP VIEW public.moods;

DROP INDEX public.happy_people;

ALTER TABLE public.people DROP CONSTRAINT not_sad;

DROP FUNCTION public.is_ok(public.mood);

ALTER TYPE public.mood RENAME TO mood_old;

CREATE TYPE public.mood AS ENUM (
    'sad',
    'ok'
);

-- hazard: may-fail: a row of table public.people may hold a value that the new type lacks
-- hazard: table-rewrite: table public.people is written anew
-- hazard: blocks-reads: table public.people is locked while it is written anew
ALTER TABLE public.people
    ALTER COLUMN before DROP DEFAULT,
    ALTER COLUMN before TYPE public.mood[] USING before::text[]::public.mood[],
    ALTER COLUMN before SET DEFAULT '{}'::public.mood[],
    ALTER COLUMN now DROP DEFAULT,
    ALTER COLUMN now TYPE public.mood USING now::text::public.mood,
    ALTER COLUMN now SET DEFAULT 'ok'::public.mood;

DROP TYPE public.mood_old;

COMMENT ON TYPE public.mood IS 'How it goes';

CREATE FUNCTION public.is_ok(public.mood)
RETURNS boolean
LANGUAGE sql
IMMUTABLE
AS $$SELECT $1 = 'ok'$$;

-- hazard: may-fail: rows may violate constraint public.people.not_sad
-- hazard: blocks-writes: writers of table public.people wait while constraint public.people.not_sad is made
ALTER TABLE public.people ADD CONSTRAINT not_sad CHECK ((now <> 'sad'::public.mood));

-- hazard: blocks-writes: writers of table public.people wait while index public.happy_people is made
CREATE INDEX happy_people ON public.people (id) WHERE (now = 'ok'::public.mood);

CREATE VIEW public.moods AS
SELECT now,
    count(*) AS people
   FROM public.people
  GROUP BY now;
