DROP INDEX public.a_id;

-- hazard: data-loss: column public.a.new_column is dropped with its values
-- hazard: application-break: column public.a.new_column is gone: programs that use it fail
ALTER TABLE public.a DROP COLUMN new_column;

CREATE TABLE public.b (
    id integer
);

ALTER TABLE public.a ADD COLUMN old_column integer;

-- hazard: blocks-writes: writers of table public.a wait while index public.a_id is made
CREATE INDEX a_id ON public.a (id);

CREATE INDEX b_id ON public.b (id);

COMMENT ON COLUMN public.a.old_column IS 'Goes with the column';

COMMENT ON INDEX public.a_id IS 'Stays when the index is made anew';

COMMENT ON INDEX public.b_id IS 'Goes with the index';

COMMENT ON TABLE public.b IS 'Goes with the table';
