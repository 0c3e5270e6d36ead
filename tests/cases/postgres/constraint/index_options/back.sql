ALTER TABLE public.t SET WITHOUT CLUSTER;

ALTER INDEX public.t_pkey RESET (fillfactor);
