CREATE TABLE t (a integer, b integer, "C" integer);
CREATE INDEX i ON t (a);
CREATE UNIQUE INDEX j ON t (b) INCLUDE (a);
