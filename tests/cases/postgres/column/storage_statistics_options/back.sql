-- hazard: data-loss: column public.t.f is dropped with its values
-- hazard: application-break: column public.t.f is gone: programs that use it fail
ALTER TABLE public.t DROP COLUMN f;

ALTER TABLE public.t ALTER COLUMN a SET STORAGE external;

ALTER TABLE public.t ALTER COLUMN b SET STORAGE extended;

ALTER TABLE public.t ALTER COLUMN c SET STORAGE main;

ALTER TABLE public.t ALTER COLUMN d SET STATISTICS 500;

ALTER TABLE public.t ALTER COLUMN e SET (n_distinct='5', n_distinct_inherited='7');
