DROP TRIGGER done ON public.tasks;

ALTER TYPE public.state RENAME TO state_old;

CREATE TYPE public.state AS ENUM (
    'new',
    'done'
);

-- hazard: may-fail: a row of table public.tasks may hold a value that the new type lacks
-- hazard: table-rewrite: table public.tasks is written anew
-- hazard: blocks-reads: table public.tasks is locked while it is written anew
ALTER TABLE public.tasks
    ALTER COLUMN state DROP DEFAULT,
    ALTER COLUMN state TYPE public.state USING state::text::public.state,
    ALTER COLUMN state SET DEFAULT 'new'::public.state;

DROP TYPE public.state_old;

CREATE TRIGGER done AFTER UPDATE ON public.tasks FOR EACH ROW WHEN ((new.state = 'done'::public.state)) EXECUTE FUNCTION suppress_redundant_updates_trigger();
