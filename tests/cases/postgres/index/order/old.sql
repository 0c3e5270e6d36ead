CREATE TABLE t (a integer, b integer);
CREATE INDEX i ON t (a, b);
CREATE INDEX j ON t (a DESC, b DESC NULLS LAST);
