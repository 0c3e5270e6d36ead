CREATE TABLE t (a integer, b bigint DEFAULT 1 NOT NULL, c boolean);
