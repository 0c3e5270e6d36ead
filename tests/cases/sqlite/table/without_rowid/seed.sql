INSERT INTO t VALUES ('k', 'x'), ('l', NULL);
