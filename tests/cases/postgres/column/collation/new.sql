CREATE TABLE t (a text COLLATE "C", b text, c varchar(20) COLLATE "POSIX");
CREATE INDEX t_a ON t (a);
CREATE VIEW v AS SELECT a FROM t;
