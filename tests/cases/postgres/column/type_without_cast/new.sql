CREATE TABLE t (a date, b numeric(5,2) DEFAULT 1, c bigint, d integer, e integer, f date[]);
