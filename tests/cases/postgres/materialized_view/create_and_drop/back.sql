-- hazard: application-break: materialized view public.totals is gone: programs that use it fail
DROP MATERIALIZED VIEW public.totals;

CREATE MATERIALIZED VIEW public.old_totals AS
SELECT sum(amount) AS sum
   FROM public.sales;
