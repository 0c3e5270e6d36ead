-- hazard: data-loss: column public.t.c is dropped with its values
-- hazard: application-break: column public.t.c is gone: programs that use it fail
ALTER TABLE public.t DROP COLUMN c;

ALTER TABLE public.t ALTER COLUMN a SET COMPRESSION default;

ALTER TABLE public.t ALTER COLUMN b SET COMPRESSION pglz;
