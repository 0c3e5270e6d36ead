CREATE TABLE t (a integer, b text, c boolean);
CREATE INDEX i ON t (upper(b));
CREATE INDEX j ON t (a) WHERE c AND a > 5;
CREATE INDEX k ON t ((a + 2) DESC, b);
CREATE UNIQUE INDEX l ON t (lower(b), COALESCE(a, 0)) WHERE b IS NOT NULL;
