CREATE TABLE t (a integer, b text);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
CREATE UNIQUE INDEX m_a ON m (a DESC) INCLUDE (b);
CREATE INDEX m_b ON m (lower(b) text_pattern_ops) WHERE a > 0;
