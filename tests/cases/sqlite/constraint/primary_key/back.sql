CREATE TABLE syncline_new_t (
  a INTEGER NOT NULL,
  b TEXT NOT NULL,
  PRIMARY KEY (a, b)
);

-- hazard: table-rewrite: table t is written anew
-- hazard: blocks-writes: the database cannot be written while table t is copied
-- hazard: may-fail: constraint t."primary key" is new: fails when rows do not agree with it
INSERT INTO syncline_new_t (a, b)
SELECT a, b FROM t;

DROP TABLE t;

PRAGMA legacy_alter_table = ON;

ALTER TABLE syncline_new_t RENAME TO t;

PRAGMA legacy_alter_table = OFF;
