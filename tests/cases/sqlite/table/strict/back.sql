CREATE TABLE syncline_new_t (
  a INTEGER,
  b TEXT
);

-- hazard: table-rewrite: table t is written anew
-- hazard: blocks-writes: the database cannot be written while table t is copied
INSERT INTO syncline_new_t (a, b)
SELECT a, b FROM t;

DROP TABLE t;

PRAGMA legacy_alter_table = ON;

ALTER TABLE syncline_new_t RENAME TO t;

PRAGMA legacy_alter_table = OFF;
