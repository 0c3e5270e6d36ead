CREATE TABLE t (a integer, b text, "C d" integer);
