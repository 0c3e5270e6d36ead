DROP INDEX public.a_id;

-- hazard: data-loss: column public.a.old_column is dropped with its values
-- hazard: application-break: column public.a.old_column is gone: programs that use it fail
ALTER TABLE public.a DROP COLUMN old_column;

-- hazard: data-loss: table public.b is dropped with its rows
-- hazard: application-break: table public.b is gone: programs that use it fail
DROP TABLE public.b;

ALTER TABLE public.a ADD COLUMN new_column integer;

-- hazard: blocks-writes: writers of table public.a wait while index public.a_id is made
CREATE INDEX a_id ON public.a (id DESC);

COMMENT ON COLUMN public.a.new_column IS 'Comes with the column';

COMMENT ON INDEX public.a_id IS 'Stays when the index is made anew';
