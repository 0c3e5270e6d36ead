CREATE TABLE a (id integer, body text) WITH (fillfactor=90);
CREATE TABLE b (id integer, body text) WITH (autovacuum_vacuum_scale_factor=0.05, toast.autovacuum_vacuum_threshold=7);
CREATE TABLE c (id integer);
CREATE TABLE d (id integer) WITH (parallel_workers=2);
