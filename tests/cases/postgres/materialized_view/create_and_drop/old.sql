CREATE TABLE sales (day date, amount integer);
CREATE MATERIALIZED VIEW old_totals AS SELECT sum(amount) AS sum FROM sales;
