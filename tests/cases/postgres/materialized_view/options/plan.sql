ALTER MATERIALIZED VIEW public.totals RESET (autovacuum_enabled);

ALTER MATERIALIZED VIEW public.totals SET (fillfactor='70');
