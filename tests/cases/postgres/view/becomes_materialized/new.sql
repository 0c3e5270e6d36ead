CREATE TABLE sales (day date, amount integer);
CREATE MATERIALIZED VIEW totals AS SELECT day, sum(amount) AS sum FROM sales GROUP BY day;
CREATE VIEW best AS SELECT max(sum) AS sum FROM totals;
COMMENT ON MATERIALIZED VIEW totals IS 'Per day';
