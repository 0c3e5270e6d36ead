CREATE TABLE t (a integer DEFAULT 2, b text DEFAULT lower('B'), c text, d date DEFAULT CURRENT_DATE);
