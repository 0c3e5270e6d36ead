CREATE TABLE t (a integer, b integer, c text, CONSTRAINT ab UNIQUE (b, a) DEFERRABLE INITIALLY DEFERRED, UNIQUE (b) WITH (fillfactor=70), UNIQUE (c) INCLUDE (a, b));
