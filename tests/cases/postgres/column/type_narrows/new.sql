CREATE TABLE t (a integer DEFAULT 5, b varchar(10), c varchar(10) DEFAULT 'x' NOT NULL, d integer, e date, f real);
