-- hazard: data-loss: table public.d is dropped with its rows
-- hazard: application-break: table public.d is gone: programs that use it fail
DROP TABLE public.d;

ALTER TABLE public.a SET (autovacuum_enabled='false', fillfactor='70', toast.autovacuum_enabled='false');

ALTER TABLE public.b RESET (autovacuum_vacuum_scale_factor, toast.autovacuum_vacuum_threshold);

ALTER TABLE public.c SET (fillfactor='50');
