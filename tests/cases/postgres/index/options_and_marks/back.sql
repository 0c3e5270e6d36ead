DROP INDEX public.u_e;

ALTER INDEX public.i SET (fillfactor='50');

ALTER TABLE public.t CLUSTER ON i;

ALTER INDEX public.j RESET (deduplicate_items, fillfactor);

ALTER INDEX public.k ALTER COLUMN 1 SET STATISTICS 300;

ALTER TABLE public.u SET WITHOUT CLUSTER;
