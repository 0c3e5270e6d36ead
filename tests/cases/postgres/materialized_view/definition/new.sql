CREATE TABLE sales (day date, amount integer);
CREATE MATERIALIZED VIEW totals AS SELECT day, sum(amount) AS sum FROM sales WHERE amount > 0 GROUP BY day;
CREATE UNIQUE INDEX totals_day ON totals (day);
CREATE VIEW best AS SELECT max(sum) AS sum FROM totals;
COMMENT ON COLUMN totals.sum IS 'In cents';
