DROP VIEW public.of_all;

DROP VIEW public.of_2024;

-- hazard: data-loss: column public.events.old is dropped with its values
-- hazard: application-break: column public.events.old is gone: programs that use it fail
ALTER TABLE public.events DROP COLUMN old;

-- hazard: table-rewrite: column public.events.id turns from integer into bigint: every row is written anew
-- hazard: blocks-reads: column public.events.id turns from integer into bigint: readers wait until it is done
ALTER TABLE public.events ALTER COLUMN id TYPE bigint;

ALTER TABLE public.events ALTER COLUMN body TYPE text;

ALTER TABLE ONLY public.events ALTER COLUMN body SET DEFAULT 'none'::text;

-- hazard: may-fail: column public.events.body may hold nulls
-- hazard: blocks-reads: all rows of table public.events are checked
ALTER TABLE public.events ALTER COLUMN body SET NOT NULL;

ALTER TABLE public.events ADD COLUMN fresh integer DEFAULT 5;

ALTER TABLE public.events_2024 ALTER COLUMN body SET DEFAULT 'none'::text;

ALTER TABLE public.events_2025 ALTER COLUMN body SET DEFAULT 'of 2025'::text;

-- hazard: may-fail: rows may violate constraint public.events.sane
-- hazard: blocks-writes: writers of table public.events wait while constraint public.events.sane is made
ALTER TABLE public.events ADD CONSTRAINT sane CHECK ((fresh > 0));

CREATE VIEW public.of_2024 AS
SELECT id,
    body
   FROM public.events_2024;

CREATE VIEW public.of_all AS
SELECT id,
    body
   FROM public.events;
