CREATE TABLE t (a integer, b integer, c integer DEFAULT 9);
