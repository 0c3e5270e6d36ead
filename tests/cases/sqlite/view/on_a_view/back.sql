DROP VIEW x;

DROP VIEW w;

DROP VIEW v;

-- hazard: data-loss: column t.b is dropped with its values
-- hazard: table-rewrite: table t is written anew
ALTER TABLE t DROP COLUMN b;

CREATE VIEW v AS
SELECT a FROM t;

CREATE VIEW w AS
SELECT a FROM v;
