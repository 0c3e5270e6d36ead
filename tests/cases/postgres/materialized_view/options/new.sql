CREATE TABLE sales (day date, amount integer);
CREATE MATERIALIZED VIEW totals WITH (fillfactor = 70) AS SELECT day FROM sales;
