CREATE TABLE t (a tsvector);
CREATE INDEX i ON t USING gist (a);
