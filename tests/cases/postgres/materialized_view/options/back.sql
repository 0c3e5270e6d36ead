ALTER MATERIALIZED VIEW public.totals SET (autovacuum_enabled='false', fillfactor='80');
