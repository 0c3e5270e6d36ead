ALTER TABLE public.a RESET (autovacuum_enabled, toast.autovacuum_enabled);

ALTER TABLE public.a SET (fillfactor='90');

ALTER TABLE public.b SET (autovacuum_vacuum_scale_factor='0.05', toast.autovacuum_vacuum_threshold='7');

ALTER TABLE public.c RESET (fillfactor);

CREATE TABLE public.d (
    id integer
)
WITH (parallel_workers='2');
