CREATE TABLE t (a integer, b integer DEFAULT 4);
CREATE INDEX t_b ON t (b);
