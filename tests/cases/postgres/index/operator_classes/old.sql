CREATE TABLE t (a text, b varchar(10), c jsonb, d int4range);
CREATE INDEX i ON t (a);
CREATE INDEX j ON t (b varchar_pattern_ops);
CREATE INDEX k ON t USING gin (c);
