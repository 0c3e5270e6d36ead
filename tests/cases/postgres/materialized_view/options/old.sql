CREATE TABLE sales (day date, amount integer);
CREATE MATERIALIZED VIEW totals WITH (autovacuum_enabled = false, fillfactor = 80) AS SELECT day FROM sales;
