DROP VIEW public.best;

-- hazard: blocks-reads: materialized view public.totals is filled anew; whoever reads it waits until then
DROP MATERIALIZED VIEW public.totals;

CREATE MATERIALIZED VIEW public.totals AS
SELECT day,
    sum(amount) AS sum
   FROM public.sales
  GROUP BY day;

-- hazard: may-fail: rows may be equal under index public.totals_day
-- hazard: blocks-writes: writers of materialized view public.totals wait while index public.totals_day is made
CREATE UNIQUE INDEX totals_day ON public.totals (day);

CREATE VIEW public.best AS
SELECT max(sum) AS sum
   FROM public.totals;

COMMENT ON COLUMN public.totals.sum IS 'In cents';
