CREATE TABLE syncline_new_t (
  b TEXT DEFAULT 'x'
);

-- hazard: table-rewrite: table t is written anew
-- hazard: blocks-writes: the database cannot be written while table t is copied
-- hazard: data-loss: column t.a is dropped with its values
INSERT INTO syncline_new_t (b)
SELECT 'x' FROM t;

DROP TABLE t;

PRAGMA legacy_alter_table = ON;

ALTER TABLE syncline_new_t RENAME TO t;

PRAGMA legacy_alter_table = OFF;
