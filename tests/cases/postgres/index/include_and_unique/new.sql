CREATE TABLE t (a integer, b integer, "C" integer);
CREATE UNIQUE INDEX i ON t (a) INCLUDE (b, "C");
CREATE UNIQUE INDEX j ON t (b);
