ALTER TABLE public.t DROP CONSTRAINT t_pkey;

ALTER SEQUENCE public.t_id_seq OWNED BY NONE;

-- hazard: data-loss: column public.t.id is dropped with its values
-- hazard: application-break: column public.t.id is gone: programs that use it fail
ALTER TABLE public.t DROP COLUMN id;
