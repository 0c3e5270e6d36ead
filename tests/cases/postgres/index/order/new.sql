CREATE TABLE t (a integer, b integer);
CREATE INDEX i ON t (a DESC, b NULLS FIRST);
CREATE INDEX j ON t (b, a);
