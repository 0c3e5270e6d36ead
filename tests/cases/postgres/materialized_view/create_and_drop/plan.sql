-- hazard: application-break: materialized view public.old_totals is gone: programs that use it fail
DROP MATERIALIZED VIEW public.old_totals;

CREATE MATERIALIZED VIEW public.totals WITH (fillfactor='80') AS
SELECT day,
    sum(amount) AS sum
   FROM public.sales
  GROUP BY day;

CREATE UNIQUE INDEX totals_day ON public.totals (day);

COMMENT ON INDEX public.totals_day IS 'For refreshes';

COMMENT ON MATERIALIZED VIEW public.totals IS 'Per day';

COMMENT ON COLUMN public.totals.sum IS 'In cents';
