ALTER TABLE public.t CLUSTER ON t_b_key;

ALTER INDEX public.t_pkey SET (fillfactor='80');
