CREATE TABLE t (a integer, b integer, m varchar(8));
