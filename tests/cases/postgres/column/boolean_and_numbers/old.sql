CREATE TABLE t (a boolean, b boolean DEFAULT true NOT NULL, c smallint);
