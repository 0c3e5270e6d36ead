DROP VIEW public.best;

-- hazard: application-break: materialized view public.totals is gone: programs that use it fail
DROP MATERIALIZED VIEW public.totals;

CREATE VIEW public.totals AS
SELECT day,
    sum(amount) AS sum
   FROM public.sales
  GROUP BY day;

CREATE VIEW public.best AS
SELECT max(sum) AS sum
   FROM public.totals;

COMMENT ON VIEW public.totals IS 'Per day';
