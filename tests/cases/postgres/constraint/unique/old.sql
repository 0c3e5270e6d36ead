CREATE TABLE t (a integer, b integer, c text, UNIQUE (a), CONSTRAINT ab UNIQUE (a, b));
