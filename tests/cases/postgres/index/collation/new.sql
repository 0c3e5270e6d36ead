CREATE TABLE t (a text, b text COLLATE "C");
CREATE INDEX i ON t (a COLLATE "C");
CREATE INDEX j ON t (b);
CREATE INDEX k ON t (lower(a));
