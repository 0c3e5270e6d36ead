DROP VIEW public.sad_people;

ALTER TYPE public.mood RENAME TO mood_old;

CREATE TYPE public.mood AS ENUM (
    'sad',
    'ok'
);

-- hazard: may-fail: a row of table public.people may hold a value that the new type lacks
-- hazard: table-rewrite: table public.people is written anew
-- hazard: blocks-reads: table public.people is locked while it is written anew
ALTER TABLE public.people
    ALTER COLUMN now DROP DEFAULT,
    ALTER COLUMN now TYPE public.mood USING now::text::public.mood,
    ALTER COLUMN now SET DEFAULT 'ok'::public.mood;

DROP TYPE public.mood_old;

CREATE VIEW public.sad_people AS
SELECT id
   FROM public.people
  WHERE (now = 'sad'::public.mood);
