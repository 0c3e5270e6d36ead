CREATE TABLE t (a text, b varchar(10), c jsonb, d int4range);
CREATE INDEX i ON t (a text_pattern_ops, b);
CREATE INDEX j ON t (b);
CREATE INDEX k ON t USING gin (c jsonb_path_ops);
CREATE INDEX l ON t USING gist (d);
CREATE INDEX m ON t USING brin (a) WITH (pages_per_range=16);
