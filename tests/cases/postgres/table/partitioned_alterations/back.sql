DROP VIEW public.of_all;

DROP VIEW public.of_2024;

ALTER TABLE public.events DROP CONSTRAINT sane;

-- hazard: data-loss: column public.events.fresh is dropped with its values
-- hazard: application-break: column public.events.fresh is gone: programs that use it fail
ALTER TABLE public.events DROP COLUMN fresh;

-- hazard: data-narrowing: column public.events.id turns from bigint into integer: values may lose something
-- hazard: may-fail: column public.events.id turns from bigint into integer: a value may not fit
-- hazard: table-rewrite: column public.events.id turns from bigint into integer: every row is written anew
-- hazard: blocks-reads: column public.events.id turns from bigint into integer: readers wait until it is done
ALTER TABLE public.events ALTER COLUMN id TYPE integer;

-- hazard: data-narrowing: column public.events.body turns from text into character varying(10): values may lose something
-- hazard: may-fail: column public.events.body turns from text into character varying(10): a value may not fit
-- hazard: table-rewrite: column public.events.body turns from text into character varying(10): every row is written anew
-- hazard: blocks-reads: column public.events.body turns from text into character varying(10): readers wait until it is done
ALTER TABLE public.events
    ALTER COLUMN body DROP DEFAULT,
    ALTER COLUMN body TYPE character varying(10);

ALTER TABLE public.events ALTER COLUMN body DROP NOT NULL;

ALTER TABLE public.events ADD COLUMN old integer;

CREATE VIEW public.of_2024 AS
SELECT id,
    body
   FROM public.events_2024;

CREATE VIEW public.of_all AS
SELECT id,
    body
   FROM public.events;
