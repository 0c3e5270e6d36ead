CREATE TABLE t (a integer, b text, c boolean);
CREATE INDEX i ON t (lower(b));
CREATE INDEX j ON t (a) WHERE c;
CREATE INDEX k ON t ((a + 1), b);
