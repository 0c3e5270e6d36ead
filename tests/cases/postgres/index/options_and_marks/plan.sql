ALTER INDEX public.i RESET (fillfactor);

ALTER INDEX public.j SET (deduplicate_items='off', fillfactor='60');

ALTER TABLE public.t CLUSTER ON j;

ALTER INDEX public.k ALTER COLUMN 1 SET STATISTICS -1;

ALTER TABLE public.u CLUSTER ON u_a;

-- hazard: blocks-writes: writers of table public.u wait while index public.u_e is made
CREATE INDEX u_e ON public.u (((a * 2)));

ALTER INDEX public.u_e ALTER COLUMN 1 SET STATISTICS 40;
