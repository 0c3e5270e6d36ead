ALTER TABLE public.people ALTER COLUMN wanted DROP DEFAULT;

ALTER TABLE public.people ALTER COLUMN wanted TYPE text;

DROP DOMAIN public.good_mood;

ALTER TYPE public.mood RENAME TO mood_old;

CREATE TYPE public.mood AS ENUM (
    'sad',
    'ok'
);

-- hazard: may-fail: a row of table public.people may hold a value that the new type lacks
-- hazard: table-rewrite: table public.people is written anew
-- hazard: blocks-reads: table public.people is locked while it is written anew
ALTER TABLE public.people
    ALTER COLUMN now TYPE public.mood USING now::text::public.mood;

DROP TYPE public.mood_old;

CREATE DOMAIN public.good_mood AS public.mood
    CONSTRAINT good_mood_check CHECK ((VALUE <> 'sad'::public.mood));

-- hazard: may-fail: column public.people.wanted turns from public.good_mood into public.good_mood: a value may not fit
-- hazard: table-rewrite: column public.people.wanted turns from public.good_mood into public.good_mood: every row is written anew
-- hazard: blocks-reads: column public.people.wanted turns from public.good_mood into public.good_mood: readers wait until it is done
ALTER TABLE public.people ALTER COLUMN wanted TYPE public.good_mood USING wanted::public.good_mood;

ALTER TABLE public.people ALTER COLUMN wanted SET DEFAULT 'ok'::public.mood;
