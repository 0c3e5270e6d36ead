CREATE TABLE t (a text, b text, c numeric, d integer, e text);
ALTER TABLE t ALTER a SET STORAGE EXTERNAL, ALTER d SET STATISTICS 500, ALTER e SET (n_distinct = 5, n_distinct_inherited = 7);
