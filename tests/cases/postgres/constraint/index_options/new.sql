CREATE TABLE t (a integer PRIMARY KEY WITH (fillfactor=80), b integer UNIQUE);
ALTER TABLE t CLUSTER ON t_b_key;
