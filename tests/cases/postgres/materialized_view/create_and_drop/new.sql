CREATE TABLE sales (day date, amount integer);
CREATE MATERIALIZED VIEW totals WITH (fillfactor = 80) AS SELECT day, sum(amount) AS sum FROM sales GROUP BY day;
CREATE UNIQUE INDEX totals_day ON totals (day);
COMMENT ON MATERIALIZED VIEW totals IS 'Per day';
COMMENT ON COLUMN totals.sum IS 'In cents';
COMMENT ON INDEX totals_day IS 'For refreshes';
